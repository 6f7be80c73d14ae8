package pointdrop.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Customer;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.StoredCustomer;

/// What is known of one customer, for a terminal.
final class AccountText {
    private static final int MOST_NAMED = 3;

    private AccountText() {}

    static String of(EmailAddress email, StoredCustomer stored, Account account) {
        List<List<Object>> lines = new ArrayList<>();
        account.changes().forEach(change -> addLines(lines, change));
        return today(email, stored) + (lines.isEmpty()
                ? "No ledger tells of a change.\n"
                : "\n" + Tables.wrapped(
                        List.of("Time", "Import", "Action", "Row", "Before", "Delta", "After"), lines)
                        + gap(stored.customer(), account))
                + without(account.without());
    }

    private static String today(EmailAddress email, StoredCustomer stored) {
        Customer customer = stored.customer();
        if (customer == null) {
            return stored.obstacle() == null
                    ? "No customer has the e-mail address %s.%n".formatted(email)
                    : "%s: %s%n".formatted(email, stored.obstacle().message());
        }
        return String.format(Locale.ROOT, "%s: %d points%nTier: %s. Birthday: %s. Name: %s. Created: %s.%n", email,
                customer.points(), text(customer.tier()),
                text(customer.birthdayText()), text(customer.name()),
                text(customer.createdAt()));
    }

    private static String text(@Nullable Object value) {
        return Tables.clean(Objects.toString(value, "-"));
    }

    /// A line with the points, and below it what else there is to say of the row.
    private static void addLines(List<List<Object>> lines, Account.Change change) {
        HistoryEntry entry = change.entry();
        Outcome.Changed row = change.line().changed();
        lines.add(List.of(Tables.time(Account.since(entry)), entry.id(), entry.origin().action(), row.row(),
                Outcome.Changed.balance(row.before()), String.format(Locale.ROOT, "%+d", row.delta()),
                Outcome.Changed.balance(row.after())));
        List<String> more = new ArrayList<>();
        if (entry.undo().undoes() != null) {
            more.add("takes back " + entry.undo().undoes());
        }
        if (row.before() == null) {
            more.add("new customer");
        }
        if (row.after() == null) {
            more.add("customer deleted");
        }
        add(more, "name", row, Customer::name);
        add(more, "tier", row, Customer::tier);
        add(more, "birthday", row, Customer::birthdayText);
        if (!change.line().reason().isEmpty()) {
            more.add("reason: " + change.line().reason());
        }
        if (!more.isEmpty()) {
            lines.add(List.of("", String.join("; ", more)));
        }
    }

    private static void add(List<String> more, String what, Outcome.Changed row,
            Function<Customer, @Nullable String> field) {
        String before = value(row.before(), field);
        String after = value(row.after(), field);
        if (!before.equals(after)) {
            more.add(Tables.change(what, before, after));
        }
    }

    private static String value(@Nullable Customer customer, Function<Customer, @Nullable String> field) {
        return customer == null ? "" : Objects.requireNonNullElse(field.apply(customer), "");
    }

    /// Where something that is not in these ledgers moved the points.
    private static String gap(@Nullable Customer customer, Account account) {
        long left = Outcome.Changed.balance(account.changes().getLast().line().changed().after());
        long points = Outcome.Changed.balance(customer);
        return left == points
                ? ""
                : String.format(Locale.ROOT,
                        "%nThe last of these changes left %d points, and there are %d: imports ran at the same time, or something else changed"
                                + " the balance.%n",
                        left, points);
    }

    private static String without(List<HistoryEntry> without) {
        if (without.isEmpty()) {
            return "";
        }
        String named = without.reversed()
                .stream()
                .limit(MOST_NAMED)
                .map(HistoryEntry::id)
                .collect(Collectors.joining(", "));
        int more = without.size() - MOST_NAMED;
        return String.format(Locale.ROOT,
                "%nNot told, for want of a ledger (not written yet, of an older version, or deleted): %s%s%n", named,
                more > 0 ? " and " + more + " older ones" : "");
    }
}
