package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.Buckets;
import pointdrop.simulation.CustomerWrites.Write;

/// Holds one import against its file and against every write to a customer: each row is in effect once or not at all, and is
/// reported so.
final class ImportCheck {
    /// For which a customer remembers an import, at least.
    private static final Duration REMEMBERED = Duration.ofDays(7);
    /// By which every delivery of an import has ended: six days, and the longest invocation.
    private static final Duration WORKED_ON = Duration.ofDays(6).plusMinutes(20);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Dropped dropped;
    private final Item item;
    private final CustomerWrites writes;
    private final Buckets buckets;
    private final String dataBucket;
    private final Set<ShopState> shops;
    private ShopState shop = new ShopState(List.of(), false);

    /// @param item of the import's entry
    /// @param shops the rules that the shop has ever had
    ImportCheck(Dropped dropped, Item item, CustomerWrites writes, Buckets buckets,
            String dataBucket, Set<ShopState> shops) {
        this.dropped = dropped;
        this.item = item;
        this.writes = writes;
        this.buckets = buckets;
        this.dataBucket = dataBucket;
        this.shops = shops;
    }

    private Instant began() {
        return Instant.parse(item.text("importingSince"));
    }

    /// Whether it wrote to a customer.
    boolean hasWritten() {
        return writes.all().stream().anyMatch(this::isMine);
    }

    String status() {
        return item.text("status");
    }

    /// Whether the file got as far as its customers.
    private boolean isBegun() {
        return item.attributes().containsKey("chunks");
    }

    long number(String name) {
        return item.attributes().containsKey(name) ? item.number(name) : 0;
    }

    void check() {
        require(List.of("REJECTED", "COMPLETED", "FAILED").contains(status()), "%s never ended", status());
        require(item.attributes().containsKey("mailSentAt") || item.attributes().containsKey("mailFailed"),
                "No mail is recorded");
        if (!isBegun()) {
            require(writes.all().stream().noneMatch(this::isMine), "It changed customers before it began");
            return;
        }
        shop = ShopState.of(item);
        require(shops.contains(shop), "Its shop never had the rules %s", shop);
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
        if (rows.stream().anyMatch(row -> entry(outcomes, row).notKnown())) {
            checkNotKnown(email, rows, outcomes);
        } else if (mine.size() == 1) {
            Write write = mine.getFirst();
            require(write.at().isBefore(began().plus(WORKED_ON)),
                    "%s was written at %s, so late that it may be forgotten",
                    email, write.at());
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

    /// It may only be told so where a later import came so late that it may have dropped the entry of this one.
    private void checkNotKnown(String email, List<Integer> rows, Outcomes outcomes) {
        Instant firstDrop = began().plus(REMEMBERED).minus(CLOCKS_DIFFER);
        require(writes.of(dropped.shop(), email)
                .stream()
                .anyMatch(write -> write.importId().isPresent() && !isMine(write) && write.at().isAfter(firstDrop)),
                "%s has forgotten nothing, and its rows are not known", email);
        require(rows.stream().allMatch(row -> entry(outcomes, row).givenUp()), "Rows of %s are known and not known",
                email);
    }

    /// Applies rows, and holds each against its outcome.
    ///
    /// @return the customer after the rows
    private @Nullable Known apply(List<Integer> rows, @Nullable Known before, Outcomes outcomes) {
        Known customer = before;
        for (int row : rows) {
            Line.Result result = dropped.file().row(row).effect().on(customer, shop);
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
        require(number("notKnown") == outcomes.byRow().values().stream().filter(Outcomes.Entry::notKnown).count(),
                "notKnown=%d", number("notKnown"));
        long delta = outcomes.byRow().values().stream().mapToLong(entry -> entry.after() - entry.before()).sum();
        require(delta == number("pointsAdded") - number("pointsRemoved"), "added=%d removed=%d, the ledger has %d",
                number("pointsAdded"), number("pointsRemoved"), delta);
        boolean given = outcomes.byRow().values().stream().anyMatch(Outcomes.Entry::givenUp);
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
