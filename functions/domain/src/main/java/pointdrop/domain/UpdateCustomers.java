package pointdrop.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Sets what is filled in.
public record UpdateCustomers() implements Action {
    @Override
    public String name() {
        return "update-customers";
    }

    @Override
    public List<Field> required() {
        return List.of(Field.EMAIL);
    }

    @Override
    public List<Field> optional() {
        return List.of(Field.BIRTHDAY, Field.POINTS, Field.TIER);
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
