package pointdrop.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Takes back what the rows of one customer changed in an earlier import: as one, by their net change, so that they succeed or fail
/// together. What somebody else has set since stays.
public final class Reversal {
    private final String undone;
    private final ShopRules shop;
    private final EmailAddress email;
    private final List<Outcome.Changed> originals;
    private final List<Problem> problems = new ArrayList<>();

    private Reversal(String undone, ShopRules shop, EmailAddress email, List<ReversedRow> rows) {
        this.undone = undone;
        this.shop = shop;
        this.email = email;
        this.originals = rows.stream().map(ReversedRow::original).toList();
    }

    /// Takes rows back.
    ///
    /// @param undone id of the import that is undone
    /// @param shop its rules
    /// @param now the customer as it is
    /// @param rows those that changed the customer, in file order
    public static CustomerChange apply(String undone, ShopRules shop, @Nullable Customer now, EmailAddress email,
            List<ReversedRow> rows) {
        return new Reversal(undone, shop, email, rows).of(now);
    }

    private CustomerChange of(@Nullable Customer now) {
        if (originals.getFirst().before() == null) {
            return creation(now);
        }
        if (now == null) {
            return failed(null, List.of(ProblemCode.CUSTOMER_NOT_FOUND.problem(
                    "No customer has the e-mail address %s any more. There is nothing to take back.",
                    Cell.quote(email.value()))));
        }
        boolean points = movesPoints(now);
        boolean name = isToGoBack("name", Customer::name, now);
        boolean tier = isToGoBack("VIP tier", Customer::tier, now);
        boolean birthday = isToGoBack("birthday", Customer::birthday, now);
        if (!problems.isEmpty()) {
            return failed(now, problems);
        }
        return points || name || tier || birthday
                ? back(now, new Parts(points, name, tier, birthday))
                : unchanged(now);
    }

    /// What goes back of a customer.
    private record Parts(boolean points, boolean name, boolean tier, boolean birthday) {
        Customer back(Customer now, Outcome.Changed original) {
            Customer before = Objects.requireNonNull(original.before());
            Customer after = Objects.requireNonNull(original.after());
            return new Customer(points ? now.points() - original.delta() : now.points(),
                    goesBack(name, before.name(), after.name()) ? before.name() : now.name(),
                    goesBack(tier, before.tier(), after.tier()) ? before.tier() : now.tier(),
                    goesBack(birthday, before.birthday(), after.birthday()) ? before.birthday() : now.birthday(),
                    now.createdAt(), points ? before.setBy() : now.setBy(), now.creation());
        }

        private static boolean goesBack(boolean wanted, @Nullable Object before, @Nullable Object after) {
            return wanted && !Objects.equals(before, after);
        }
    }

    /// Points move by what the rows added, whatever has been added since; unless the balance has been made a number since.
    private boolean movesPoints(Customer now) {
        Customer before = Objects.requireNonNull(originals.getFirst().before());
        Customer left = Objects.requireNonNull(originals.getLast().after());
        long delta = originals.stream().mapToLong(Outcome.Changed::delta).sum();
        boolean wasSet = !Objects.equals(before.setBy(), left.setBy());
        if (delta == 0 && !wasSet) {
            return false;
        }
        if (!Objects.equals(now.setBy(), left.setBy())) {
            boolean isBack = wasSet && Objects.equals(now.setBy(), before.setBy()) && now.points() == before.points();
            if (!isBack) {
                problems.add(ProblemCode.CHANGED_SINCE.problem(
                        "The balance of %s was set to a number after this import and stays at %d points.",
                        Cell.quote(email.value()), now.points()));
            }
            return false;
        }
        problems.addAll(shop.balanceProblems(now.points(), now.points() - delta, -delta));
        return true;
    }

    /// Whether a field is what the import left. What is back already stays.
    private <T> boolean isToGoBack(String what, Function<Customer, @Nullable T> field, Customer now) {
        List<Outcome.Changed> changes = originals.stream()
                .filter(row -> !Objects.equals(of(row.before(), field), of(row.after(), field)))
                .toList();
        if (changes.isEmpty()) {
            return false;
        }
        @Nullable
        T before = of(changes.getFirst().before(), field);
        @Nullable
        T left = of(changes.getLast().after(), field);
        T is = field.apply(now);
        if (Objects.equals(is, before)) {
            return false;
        }
        if (!Objects.equals(is, left)) {
            problems.add(
                    ProblemCode.CHANGED_SINCE.problem("The %s of %s was changed after this import and stays as it is.",
                            what, Cell.quote(email.value())));
        }
        return true;
    }

    private static <T> @Nullable T of(@Nullable Customer customer, Function<Customer, @Nullable T> field) {
        return customer == null ? null : field.apply(customer);
    }

    /// The rows go back from the last to the first.
    private CustomerChange back(Customer now, Parts parts) {
        List<Outcome> outcomes = new ArrayList<>();
        Customer customer = now;
        for (Outcome.Changed original : originals.reversed()) {
            Customer next = parts.back(customer, original);
            outcomes.addFirst(new Outcome.Changed(original.row(), email, customer, next));
            customer = next;
        }
        return new CustomerChange(email, now, customer, true, now, null, outcomes);
    }

    /// A customer whom the import created is deleted, where nothing has been written since. One who is missing was deleted, perhaps by an earlier
    /// delivery; one whom somebody else created since is not the same.
    private CustomerChange creation(@Nullable Customer now) {
        Creation creation = now == null ? null : now.creation();
        if (creation == null || !creation.by().equals(undone)) {
            return new CustomerChange(email, now, now, false, now, null, deletion());
        }
        return creation.untouched() && now != null && left().looksLike(now)
                && Objects.equals(left().setBy(), now.setBy())
                        ? new CustomerChange(email, now, null, true, now, null, deletion())
                        : failed(now, List.of(ProblemCode.CHANGED_SINCE.problem(
                                "The customer %s was created by this import and changed after it, and stays.",
                                Cell.quote(email.value()))));
    }

    /// The customer as the rows left it.
    private Customer left() {
        Customer left = Objects.requireNonNull(originals.getFirst().after());
        for (Outcome.Changed row : originals.subList(1, originals.size())) {
            Customer before = Objects.requireNonNull(row.before());
            Customer after = Objects.requireNonNull(row.after());
            left = new Customer(after.points(),
                    Objects.equals(before.name(), after.name()) ? left.name() : after.name(),
                    Objects.equals(before.tier(), after.tier()) ? left.tier() : after.tier(),
                    Objects.equals(before.birthday(), after.birthday()) ? left.birthday() : after.birthday(),
                    left.createdAt(), after.setBy(), left.creation());
        }
        return left;
    }

    private List<Outcome> deletion() {
        return originals.stream()
                .<Outcome>map(row -> new Outcome.Changed(row.row(), email, /* before= */ row.after(),
                        /* after= */ row.before()))
                .toList();
    }

    private CustomerChange unchanged(Customer now) {
        return new CustomerChange(email, now, now, false, now, null, originals.stream()
                .<Outcome>map(row -> new Outcome.Unchanged(row.row(), email, now.points()))
                .toList());
    }

    private CustomerChange failed(@Nullable Customer now, List<Problem> reasons) {
        return new CustomerChange(email, now, now, false, now, null, originals.stream()
                .<Outcome>map(row -> new Outcome.Failed(row.row(), List.copyOf(reasons)))
                .toList());
    }
}
