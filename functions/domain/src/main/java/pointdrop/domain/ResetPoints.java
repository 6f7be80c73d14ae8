package pointdrop.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Makes the balance the number in the row.
public record ResetPoints() implements Action {
    @Override
    public String name() {
        return "reset-points";
    }

    @Override
    public List<Field> required() {
        return List.of(Field.EMAIL, Field.POINTS);
    }

    @Override
    public List<Field> optional() {
        return List.of();
    }

    @Override
    public List<Problem> objections(@Nullable Customer customer, Row row, Shop shop) {
        return ExistingCustomer.objections(customer, row, shop);
    }

    @Override
    public Customer apply(@Nullable Customer customer, Values values) {
        return ExistingCustomer.apply(customer, values);
    }
}
