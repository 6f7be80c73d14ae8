package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A customer, an import, imports after it, and its undo: what somebody else has set stays, what was added stays added.
class ReversalTest {
    private static final int TRIES = 4_000;
    private static final List<String> HEADER = List.of("Email", "Name", "Points", "VIP Tier", "Birthday(MM/DD)");
    private static final String UNDONE = "undone";

    /// @param before the customer before the import; null where there is none
    private record History(@Nullable Customer before, Import undone, List<Import> after) {}

    private record Import(String id, Action action, List<Row> rows) {
        CustomerChange applyTo(@Nullable Customer customer) {
            return CustomerChange.apply(new Rules(id, action, Sheet.SHOP, Sheet.TODAY, Sheet.TODAY), customer,
                    Sheet.ADA,
                    rows);
        }

        boolean succeedsOn(@Nullable Customer customer) {
            return applyTo(customer).outcomes().stream().noneMatch(Outcome.Failed.class::isInstance);
        }
    }

    private static History any(RandomInput random) {
        Customer before = random.number(0, 3) == 0
                ? null
                : new Customer(random.number(0, 50), random.yesOrNo() ? null : "Ada", random.yesOrNo() ? null : "Gold",
                        random.yesOrNo() ? null : Birthday.fromText("02/29"), null, random.yesOrNo() ? null : "earlier",
                        null);
        List<Import> after = IntStream.range(0, random.number(0, 3))
                .mapToObj(i -> anyImport(random, "after" + i, random.oneOf(Action.values())))
                .toList();
        return new History(before, anyImport(random, UNDONE, random.oneOf(Action.values())), after);
    }

    private static Import anyImport(RandomInput random, String id, Action action) {
        RowReader reader = new RowReader(Columns.of(action, HEADER), Sheet.SHOP, Sheet.TODAY);
        List<Row> rows = IntStream.range(0, random.number(1, 3))
                .mapToObj(i -> reader.read(i + 2, List.of("ada@example.com", random.oneOf("", "Ada", "Eve"),
                        random.oneOf("", "5", "-3", "20"), random.oneOf("", "Gold", "Silver"),
                        random.oneOf("", "02/29", "12/09"))))
                .toList();
        return new Import(id, action, rows);
    }

    private static List<ReversedRow> changed(CustomerChange change) {
        return change.outcomes()
                .stream()
                .filter(Outcome.Changed.class::isInstance)
                .map(outcome -> new ReversedRow((Outcome.Changed) outcome))
                .toList();
    }

    private static CustomerChange undo(CustomerChange undone, @Nullable Customer now) {
        return Reversal.apply(UNDONE, Sheet.SHOP, now, Sheet.ADA, changed(undone));
    }

    /// As another delivery sees a customer that has been written since it was created.
    private static @Nullable Customer touched(@Nullable Customer customer) {
        Creation creation = customer == null ? null : customer.creation();
        return customer == null || creation == null
                ? customer
                : customer.withTraces(customer.setBy(), new Creation(creation.by(), false));
    }

    @Test
    void withNothingBetweenEverythingGoesBack() {
        RandomInput.check(TRIES, ReversalTest::any, history -> {
            CustomerChange imported = history.undone().applyTo(history.before());
            if (!changed(imported).isEmpty()) {
                CustomerChange undo = undo(imported, imported.after());

                assertEquals(history.before(), undo.after());
                assertEquals(-imported.delta(), undo.delta());
                assertEquals(changed(imported).size(), Counts.of(undo.outcomes()).succeeded());
            }
        });
    }

    /// The outcomes are told of the rows one by one, from the last to the first.
    @Test
    void theOutcomesOfTheRowsAreOneChain() {
        RandomInput.check(TRIES, ReversalTest::any, history -> {
            CustomerChange imported = history.undone().applyTo(history.before());
            if (!changed(imported).isEmpty() && history.before() != null) {
                CustomerChange undo = undo(imported, imported.after());
                Customer customer = imported.after();
                for (Outcome outcome : undo.written() ? undo.outcomes().reversed() : List.<Outcome>of()) {
                    Outcome.Changed row = (Outcome.Changed) outcome;
                    assertEquals(customer, row.before());
                    customer = row.after();
                }
                assertEquals(undo.after(), customer);
            }
        });
    }

    @Test
    void pointsThatWereAddedAfterwardsStayAdded() {
        RandomInput.check(TRIES, ReversalTest::any, history -> {
            CustomerChange imported = history.undone().applyTo(history.before());
            List<Import> additions = history.after()
                    .stream()
                    .filter(after -> after.action() == Action.ADD_POINTS)
                    .toList();
            Customer with = imported.after();
            Customer without = history.before();
            boolean allSucceed = history.before() != null;
            for (Import addition : additions) {
                allSucceed = allSucceed && addition.succeedsOn(with) && addition.succeedsOn(without);
                with = touched(addition.applyTo(with).after());
                without = touched(addition.applyTo(without).after());
            }
            if (allSucceed && !changed(imported).isEmpty()) {
                CustomerChange undo = undo(imported, with);
                long points = Objects.requireNonNull(without).points();
                assertTrue(points < 0 || points == Objects.requireNonNull(undo.after()).points(),
                        undo + " is not " + points);
            }
        });
    }

    @Test
    void whatSomebodyElseHasSetStays() {
        RandomInput.check(TRIES, ReversalTest::any, history -> {
            CustomerChange imported = history.undone().applyTo(history.before());
            Customer left = imported.after();
            Customer now = left;
            for (Import after : history.after()) {
                now = touched(after.applyTo(now).after());
            }
            if (changed(imported).isEmpty() || left == null || now == null) {
                return;
            }
            CustomerChange undo = undo(imported, now);
            if (undo.after() == null) {
                assertEquals(left.withTraces(left.setBy(), null), now.withTraces(now.setBy(), null));
                return;
            }
            if (!Objects.equals(now.setBy(), left.setBy())) {
                assertEquals(now.points(), undo.after().points());
            }
            assertStays(now.name(), left.name(), undo.after().name());
            assertStays(now.tier(), left.tier(), undo.after().tier());
            assertStays(now.birthday(), left.birthday(), undo.after().birthday());
        });
    }

    private static void assertStays(@Nullable Object now, @Nullable Object left, @Nullable Object after) {
        assertTrue(Objects.equals(now, left) || Objects.equals(now, after), now + " became " + after);
    }
}
