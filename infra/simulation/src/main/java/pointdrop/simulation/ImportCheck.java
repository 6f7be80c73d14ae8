package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.Buckets;
import pointdrop.simulation.CustomerWrites.Write;

/// Holds one import against its file and against every write to a customer: each row is in effect once or not at all, and is
/// reported so.
final class ImportCheck {
    private final Dropped dropped;
    private final Item item;
    private final CustomerWrites writes;
    private final Buckets buckets;
    private final String dataBucket;

    /// @param item of the import's entry
    ImportCheck(Dropped dropped, Item item, CustomerWrites writes, Buckets buckets,
            String dataBucket) {
        this.dropped = dropped;
        this.item = item;
        this.writes = writes;
        this.buckets = buckets;
        this.dataBucket = dataBucket;
    }

    String status() {
        return item.text("status");
    }

    /// Whether the file got as far as its customers.
    boolean began() {
        return item.attributes().containsKey("chunks");
    }

    long number(String name) {
        return item.attributes().containsKey(name) ? item.number(name) : 0;
    }

    void check() {
        require(List.of("REJECTED", "COMPLETED", "FAILED").contains(status()), "%s never ended", status());
        require(item.attributes().containsKey("mailSentAt") || item.attributes().containsKey("mailFailed"),
                "No mail is recorded");
        if (!began()) {
            require(writes.all().stream().noneMatch(this::isMine), "It changed customers before it began");
            return;
        }
        require(!item.attributes().containsKey("pendingChunks"), "Chunks are pending");
        require(Objects.requireNonNull(item.attributes().get("leases")).m().isEmpty(), "Leases are left");
        Outcomes outcomes = Outcomes.of(objects("outcomes/"));
        List<Integer> rows = IntStream.range(2, dropped.file().lines().size() + 2).boxed().toList();
        require(rows.equals(List.copyOf(outcomes.byRow().keySet())), "The ledger has the rows %s of %s",
                outcomes.byRow().keySet(), rows.size());
        Lines.CUSTOMERS.forEach(email -> checkCustomer(email, outcomes));
        require(writes.all()
                .stream()
                .filter(this::isMine)
                .allMatch(write -> write.shop().equals(dropped.shop()) && Lines.CUSTOMERS.contains(write.email())),
                "It wrote to a customer whom its file does not name");
        IntStream.range(0, dropped.file().lines().size())
                .filter(i -> dropped.file().lines().get(i).email() == null)
                .forEach(i -> require(entry(outcomes, i + 2).kind() == Line.Kind.FAILED, "Row %d is wrong", i + 2));
        checkCounts(outcomes);
        checkReport(outcomes);
    }

    private boolean isMine(Write write) {
        return write.importId().equals(Optional.of(dropped.importId()));
    }

    private static Outcomes.Entry entry(Outcomes outcomes, int row) {
        return Objects.requireNonNull(outcomes.byRow().get(row));
    }

    private List<byte[]> objects(String folder) {
        List<byte[]> objects = new ArrayList<>();
        for (String key : buckets.keys(dataBucket, folder + dropped.shop() + "/" + dropped.importId() + "/")) {
            objects.add(Objects.requireNonNull(buckets.bytes(dataBucket, key)));
        }
        return objects;
    }

    private void checkCustomer(String email, Outcomes outcomes) {
        List<Integer> rows = dropped.file().rowsOf(email);
        List<@Nullable Known> states = writes.states(dropped.shop(), email);
        List<Write> mine = writes.of(dropped.shop(), email).stream().filter(this::isMine).toList();
        require(mine.size() <= 1, "%s was written %d times", email, mine.size());
        if (mine.size() == 1) {
            Write write = mine.getFirst();
            Known after = apply(rows, write.before(), outcomes);
            require(Objects.equals(after, write.after()), "%s was %s; the rows make it %s, it was written as %s", email,
                    write.before(), after, write.after());
            require(rows.stream().anyMatch(row -> entry(outcomes, row).kind() == Line.Kind.CHANGED),
                    "%s was written without a change", email);
        } else if (!rows.isEmpty() && !rows.stream().allMatch(row -> entry(outcomes, row).notProcessed())) {
            require(states.stream().anyMatch(state -> isExplainedBy(rows, state, outcomes)),
                    "No state of %s explains the outcomes %s of an import that did not write it: %s", email,
                    rows.stream().map(row -> entry(outcomes, row)).toList(), states);
        }
    }

    private boolean isExplainedBy(List<Integer> rows, @Nullable Known state, Outcomes outcomes) {
        try {
            return Objects.equals(state, apply(rows, state, outcomes));
        } catch (Violation otherwise) {
            return false;
        }
    }

    /// Applies rows, and holds each against its outcome.
    ///
    /// @return the customer after the rows
    private @Nullable Known apply(List<Integer> rows, @Nullable Known before, Outcomes outcomes) {
        Known customer = before;
        for (int row : rows) {
            Line.Result result = dropped.file().row(row).effect().on(customer);
            checkRow(row, customer, result, entry(outcomes, row));
            customer = result.after();
        }
        return customer;
    }

    private void checkRow(int row, @Nullable Known before, Line.Result result, Outcomes.Entry told) {
        require(result.kind() == told.kind(), "Row %d is %s, and told as %s", row, result.kind(), told);
        if (told.kind() != Line.Kind.FAILED) {
            require(told.before() == (before == null ? 0 : before.points()), "Row %d: before is told as %s", row, told);
            require(told.after() == Objects.requireNonNull(result.after()).points(), "Row %d: after is told as %s", row,
                    told);
        }
    }

    private void checkCounts(Outcomes outcomes) {
        require(number("changed") == count(outcomes, Line.Kind.CHANGED), "changed=%d", number("changed"));
        require(number("unchanged") == count(outcomes, Line.Kind.UNCHANGED), "unchanged=%d", number("unchanged"));
        require(number("failed") == count(outcomes, Line.Kind.FAILED), "failed=%d", number("failed"));
        require(number("succeeded") == number("changed") + number("unchanged"), "succeeded=%d", number("succeeded"));
        require(number("rows") == dropped.file().lines().size(), "rows=%d", number("rows"));
        long delta = outcomes.byRow().values().stream().mapToLong(entry -> entry.after() - entry.before()).sum();
        require(delta == number("pointsAdded") - number("pointsRemoved"), "added=%d removed=%d, the ledger has %d",
                number("pointsAdded"), number("pointsRemoved"), delta);
        boolean given = outcomes.byRow().values().stream().anyMatch(Outcomes.Entry::notProcessed);
        require(status().equals(given ? "FAILED" : "COMPLETED"), "%s, rows not processed: %s", status(), given);
    }

    private static long count(Outcomes outcomes, Line.Kind kind) {
        return outcomes.byRow().values().stream().filter(entry -> entry.kind() == kind).count();
    }

    private void checkReport(Outcomes outcomes) {
        List<Integer> failed = outcomes.byRow()
                .entrySet()
                .stream()
                .filter(row -> row.getValue().kind() == Line.Kind.FAILED)
                .map(Map.Entry::getKey)
                .toList();
        List<Integer> reported = Reports.rows(objects("reports/").getFirst());
        require(reported.equals(failed), "The report has the rows %s, not %s", reported, failed);
    }
}
