package pointdrop.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Sets month and day of the birthday; a known year is kept where the day exists in it.
public record UpdateBirthday() implements Action {
    @Override
    public String name() {
        return "update-birthday";
    }

    @Override
    public List<Field> required() {
        return List.of(Field.EMAIL, Field.BIRTHDAY_MONTH_DAY);
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
