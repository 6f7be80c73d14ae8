package pointdrop.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Creates the customer; one that exists fails the row and stays as it is.
public record Enroll() implements Action {
    @Override
    public String name() {
        return "enroll";
    }

    @Override
    public List<Field> required() {
        return List.of(Field.EMAIL, Field.NAME);
    }

    @Override
    public List<Field> optional() {
        return List.of(Field.POINTS, Field.TIER, Field.BIRTHDAY, Field.CREATED_DATE);
    }

    @Override
    public List<Problem> objections(@Nullable Customer customer, Row row, Shop shop) {
        if (customer != null) {
            return Objections.customerExists(row);
        }
        long points = points(row.values());
        return Objections.balance(0, points, points, shop);
    }

    @Override
    public Customer apply(@Nullable Customer customer, Values values) {
        return new Customer(points(values), values.name(), values.tier(), values.birthday(), values.createdAt());
    }

    private static long points(Values values) {
        return values.points() == null ? 0 : values.points();
    }
}
