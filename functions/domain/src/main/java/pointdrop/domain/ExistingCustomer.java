package pointdrop.domain;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The rule that the setting actions share: the customer exists, and what a row fills in replaces what is known.
final class ExistingCustomer {
    private ExistingCustomer() {}

    static List<Problem> objections(@Nullable Customer customer, Row row, Shop shop) {
        if (customer == null) {
            return Objections.customerNotFound(row);
        }
        Long points = row.values().points();
        return points == null
                ? List.of()
                : Objections.balance(customer.points(), points, points, shop);
    }

    static Customer apply(@Nullable Customer customer, Values values) {
        Customer result = Objects.requireNonNull(customer);
        if (values.points() != null) {
            result = result.withPoints(values.points());
        }
        if (values.tier() != null) {
            result = result.withTier(values.tier());
        }
        if (values.birthday() != null) {
            result = result.withBirthday(values.birthday().over(result.birthday()));
        }
        return result;
    }
}
