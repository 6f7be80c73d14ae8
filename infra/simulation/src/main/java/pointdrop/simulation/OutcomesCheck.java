package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;

/// Holds the outcomes of an import or of its review against the rows of the file.
///
/// @param shop the rules that stood when the file was validated
record OutcomesCheck(Lines file, ShopState shop, Outcomes outcomes) {

    Outcomes.Entry entry(int row) {
        return Objects.requireNonNull(outcomes.byRow().get(row));
    }

    /// Each row of the file has an outcome, and one that names no address failed.
    void checkRows() {
        List<Integer> rows = IntStream.range(2, file.lines().size() + 2).boxed().toList();
        require(rows.equals(List.copyOf(outcomes.byRow().keySet())), "The ledger has the rows %s of %s",
                outcomes.byRow().keySet(), rows.size());
        rows.stream()
                .filter(row -> file.row(row).email() == null)
                .forEach(row -> require(entry(row).kind() == Line.Kind.FAILED, "Row %d is wrong", row));
    }

    /// Applies rows of one customer, and holds each against its outcome.
    ///
    /// @return the customer after the rows
    @Nullable
    Known apply(List<Integer> rows, @Nullable Known before) {
        Known customer = before;
        for (int row : rows) {
            Line.Result result = file.row(row).effect().on(customer, shop);
            checkRow(row, customer, result);
            customer = result.after();
        }
        return customer;
    }

    private void checkRow(int row, @Nullable Known before, Line.Result result) {
        Outcomes.Entry told = entry(row);
        require(result.kind() == told.kind(), "Row %d is %s, and told as %s", row, result.kind(), told);
        if (told.kind() != Line.Kind.FAILED) {
            require(told.before() == (before == null ? 0 : before.points()), "Row %d: before is told as %s", row, told);
            require(told.after() == Objects.requireNonNull(result.after()).points(), "Row %d: after is told as %s", row,
                    told);
        }
    }

    /// Whether that customer explains the outcomes of the rows.
    boolean explains(@Nullable Known state, List<Integer> rows) {
        try {
            apply(rows, state);
            return true;
        } catch (Violation otherwise) {
            return false;
        }
    }

    /// Whether it does, and the rows leave the customer as it is.
    boolean explainsWithoutWrite(@Nullable Known state, List<Integer> rows) {
        return explains(state, rows) && Objects.equals(state, apply(rows, state));
    }

    /// @param counts where they are counted
    void checkCounts(Item counts) {
        require(counts.number("changed") == count(Line.Kind.CHANGED), "changed=%d", counts.number("changed"));
        require(counts.number("unchanged") == count(Line.Kind.UNCHANGED), "unchanged=%d", counts.number("unchanged"));
        require(counts.number("failed") == count(Line.Kind.FAILED), "failed=%d", counts.number("failed"));
        require(counts.number("succeeded") == counts.number("changed") + counts.number("unchanged"), "succeeded=%d",
                counts.number("succeeded"));
        require(counts.number("notKnown") == outcomes.byRow()
                .values()
                .stream()
                .filter(Outcomes.Entry::notKnown)
                .count(), "notKnown=%d", counts.number("notKnown"));
        long delta = outcomes.byRow().values().stream().mapToLong(entry -> entry.after() - entry.before()).sum();
        require(delta == counts.number("pointsAdded") - counts.number("pointsRemoved"),
                "added=%d removed=%d, the ledger has %d", counts.number("pointsAdded"), counts.number("pointsRemoved"),
                delta);
    }

    private long count(Line.Kind kind) {
        return outcomes.byRow().values().stream().filter(entry -> entry.kind() == kind).count();
    }

    void checkReport(byte[] report) {
        List<Integer> failed = outcomes.byRow()
                .entrySet()
                .stream()
                .filter(row -> row.getValue().kind() == Line.Kind.FAILED)
                .map(Map.Entry::getKey)
                .toList();
        List<Integer> reported = Reports.rows(report);
        require(reported.equals(failed), "The report has the rows %s, not %s", reported, failed);
    }
}
