package pointdrop.domain;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// Adds the signed number to the balance.
public record AddPoints() implements Action {
    @Override
    public String name() {
        return "add-points";
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
        if (customer == null) {
            return Objections.customerNotFound(row);
        }
        long delta = delta(row.values());
        try {
            return Objections.balance(customer.points(), delta, Math.addExact(customer.points(), delta), shop);
        } catch (ArithmeticException overflow) {
            return Objections.balanceTooLarge(customer.points(), delta);
        }
    }

    @Override
    public Customer apply(@Nullable Customer customer, Values values) {
        Customer known = Objects.requireNonNull(customer);
        return known.withPoints(known.points() + delta(values));
    }

    private static long delta(Values values) {
        return values.points() == null ? 0 : values.points();
    }
}
