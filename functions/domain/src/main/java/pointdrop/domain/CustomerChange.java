package pointdrop.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// What the rows of one customer, applied in file order, change.
///
/// @param rows in file order
/// @param before the customer before the first row; null where there was none
/// @param after the customer after the last row
/// @param outcomes one a row, in the order of the rows
public record CustomerChange(EmailAddress email, List<Row> rows, @Nullable Customer before, @Nullable Customer after,
        List<Outcome> outcomes) {

    /// Applies rows from top to bottom. The result depends on the arguments alone, so a redelivery that starts from the same
    /// customer gets the same outcomes.
    public static CustomerChange apply(Action action, ShopRules shop, @Nullable Customer before, EmailAddress email,
            List<Row> rows) {
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        Customer now = before;
        for (Row row : rows) {
            List<Problem> problems = Stream
                    .concat(row.problems().stream(), action.problems(now, row, shop).stream())
                    .toList();
            if (!problems.isEmpty()) {
                outcomes.add(new Outcome.Failed(row.number(), problems));
                continue;
            }
            Customer next = action.apply(now, row.values());
            outcomes.add(next.equals(now)
                    ? new Outcome.Unchanged(row.number(), email, next.points())
                    : new Outcome.Changed(row.number(), email, now == null ? 0 : now.points(), next.points()));
            now = next;
        }
        return new CustomerChange(email, rows, before, now, outcomes);
    }

    /// Whether any row changed the customer, even where a later row changed it back.
    public boolean changed() {
        return outcomes.stream().anyMatch(Outcome.Changed.class::isInstance);
    }

    /// Points that all rows together added to the balance.
    public long delta() {
        return balance(after) - balance(before);
    }

    /// The last reason that stands in a row that was applied; null where there is none.
    public @Nullable String reason() {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).reason() != null && !(outcomes.get(i) instanceof Outcome.Failed)) {
                return rows.get(i).reason();
            }
        }
        return null;
    }

    private static long balance(@Nullable Customer customer) {
        return customer == null ? 0 : customer.points();
    }
}
