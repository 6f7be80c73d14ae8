package pointdrop.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// What the rows of one customer, decided on together, change. It depends on the customer before and the rows alone, so a redelivery that
/// starts from the same customer gets the same outcomes.
///
/// @param before the customer before; null where there was none
/// @param after the customer afterwards; null where there is none any more
/// @param written whether the customer is written, also where a later row changed back what an earlier one had changed
/// @param decisive as much of the customer before as the outcomes depend on; null where there was none
/// @param reason the last one that stands in a row that was applied; null where there is none
/// @param outcomes one a row, in the order of the rows
public record CustomerChange(EmailAddress email, @Nullable Customer before, @Nullable Customer after, boolean written,
        @Nullable Customer decisive, @Nullable String reason, List<Outcome> outcomes) {

    /// Applies the rows of a merchant's file from top to bottom.
    public static CustomerChange apply(Rules rules, @Nullable Customer before, EmailAddress email, List<Row> rows) {
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        Customer now = before;
        String reason = null;
        for (Row row : rows) {
            List<Problem> problems = Stream
                    .concat(row.problems().stream(), rules.action().problems(now, row, rules.shop()).stream())
                    .toList();
            if (!problems.isEmpty()) {
                outcomes.add(new Outcome.Failed(row.number(), problems));
                continue;
            }
            reason = row.reason() == null ? reason : row.reason();
            Customer next = rules.action().apply(now, row.values(), rules.importId());
            if (next.looksLike(now)) {
                outcomes.add(new Outcome.Unchanged(row.number(), email, next.points()));
            } else {
                outcomes.add(new Outcome.Changed(row.number(), email, now, next));
                now = next;
            }
        }
        return new CustomerChange(email, before, now, outcomes.stream().anyMatch(Outcome.Changed.class::isInstance),
                before == null ? null : decisive(before, rows), reason, outcomes);
    }

    private static Customer decisive(Customer before, List<Row> rows) {
        return new Customer(before.points(), ask(rows, values -> values.name() != null) ? before.name() : null,
                ask(rows, values -> values.tier() != null) ? before.tier() : null,
                ask(rows, Values::dependsOnBirthday) ? before.birthday() : null, null, before.setBy(), null);
    }

    private static boolean ask(List<Row> rows, Predicate<Values> what) {
        return rows.stream().map(Row::values).anyMatch(what);
    }

    /// Whether the rows count as applied although nothing is written: a customer whom they would delete is not there, or is a
    /// later one.
    public boolean countsAsApplied() {
        return !written && outcomes.stream().anyMatch(Outcome.Changed.class::isInstance);
    }

    /// Points that all rows together added to the balance.
    public long delta() {
        return Outcome.Changed.balance(after) - Outcome.Changed.balance(before);
    }
}
