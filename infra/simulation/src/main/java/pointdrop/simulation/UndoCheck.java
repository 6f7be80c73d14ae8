package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static pointdrop.simulation.Violation.require;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.Buckets;
import pointdrop.simulation.CustomerWrites.Write;

/// Holds an undo against the outcomes of the import that it takes back and against every write to a customer: the rows of a customer are
/// taken back as one, by their net change, once or not at all, and are reported so.
///
/// @param item of the undo's entry
record UndoCheck(String shop, String id, Item item, CustomerWrites writes, Buckets buckets, String dataBucket) {

    /// Columns of what a field was before a row; the one behind it says what it was after.
    private static final int NAME = 10;
    private static final int TIER = 12;
    private static final int BIRTHDAY = 14;

    /// A line of the ledger, by position: the cells behind `Error` may be those of another line.
    private record Line(List<String> cells) {
        int row() {
            return Integer.parseInt(cells.get(0));
        }

        String outcome() {
            return cells.get(1);
        }

        String email() {
            return cells.get(2);
        }

        long delta() {
            return cells.get(4).isEmpty() ? 0 : Long.parseLong(cells.get(4));
        }

        String setByBefore() {
            return cells.get(6);
        }

        String setByAfter() {
            return cells.get(7);
        }

        boolean created() {
            return cells.get(8).isEmpty() && !cells.get(9).isEmpty();
        }

        /// What a field was before and after the row, both empty where the row did not change it.
        ///
        /// @param column of what it was before
        boolean changes(int column) {
            return !cells.get(column).equals(cells.get(column + 1));
        }

        String error() {
            return cells.get(17);
        }

        Line original() {
            return new Line(cells.subList(18, cells.size()));
        }
    }

    void check() {
        String status = item.text("status");
        require(List.of("COMPLETED", "FAILED").contains(status), "Undo %s is %s", id, status);
        require(!item.attributes().containsKey("pendingChunks"), "Chunks of the undo are pending");
        require(Objects.requireNonNull(item.attributes().get("leases")).m().isEmpty(), "Leases of the undo are left");
        Map<Integer, Line> wanted = wanted();
        Map<Integer, Line> told = lines(id);
        require(wanted.keySet().equals(told.keySet()), "The undo tells of the rows %s, and had to take back %s",
                told.keySet(), wanted.keySet());
        require(item.number("rows") == wanted.size(), "rows=%d, and %d are to be taken back", item.number("rows"),
                wanted.size());
        checkCounts(told, status);
        Set<String> emails = new HashSet<>();
        wanted.values().forEach(line -> emails.add(line.email()));
        emails.forEach(email -> checkCustomer(email, wanted, told));
        require(writes.all()
                .stream()
                .filter(this::isMine)
                .allMatch(write -> write.shop().equals(shop) && emails.contains(write.email())),
                "The undo wrote a customer whom it had nothing to take back of");
        checkReport(wanted, told);
    }

    private boolean isMine(Write write) {
        return write.importId().equals(Optional.of(id));
    }

    /// The rows that changed something, or those that a given-up undo left.
    private Map<Integer, Line> wanted() {
        boolean continued = item.attributes().containsKey("continues");
        Map<Integer, Line> wanted = new TreeMap<>();
        for (Line line : lines(item.text(continued ? "continues" : "undoes")).values()) {
            if (continued && line.error().contains("NOT_PROCESSED")) {
                wanted.put(line.row(), line.original());
            } else if (!continued && line.outcome().equals("changed")) {
                wanted.put(line.row(), line);
            }
        }
        return wanted;
    }

    private Map<Integer, Line> lines(String importId) {
        Map<Integer, Line> lines = new TreeMap<>();
        for (String key : buckets.keys(dataBucket, "outcomes/%s/%s/".formatted(shop, importId))) {
            List<CSVRecord> records = records(Objects.requireNonNull(buckets.bytes(dataBucket, key)));
            records.subList(1, records.size()).forEach(record -> {
                Line line = new Line(record.toList());
                require(lines.put(line.row(), line) == null, "Row %d has two outcomes", line.row());
            });
        }
        return lines;
    }

    private static List<CSVRecord> records(byte[] gzipped) {
        try (var text = new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(gzipped)), UTF_8)) {
            return CSVFormat.RFC4180.parse(text).getRecords();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void checkCounts(Map<Integer, Line> told, String status) {
        for (String outcome : List.of("changed", "unchanged", "failed")) {
            long count = told.values().stream().filter(line -> line.outcome().equals(outcome)).count();
            require(item.number(outcome) == count, "%s=%d, the ledger of the undo has %d", outcome,
                    item.number(outcome), count);
        }
        long delta = told.values().stream().mapToLong(Line::delta).sum();
        require(delta == item.number("pointsAdded") - item.number("pointsRemoved"), "The undo moved %d points", delta);
        boolean givenUp = told.values()
                .stream()
                .anyMatch(line -> line.error().contains("NOT_PROCESSED") || line.error().contains("NOT_KNOWN"));
        require(status.equals(givenUp ? "FAILED" : "COMPLETED"), "The undo is %s, rows given up: %s", status, givenUp);
    }

    private void checkCustomer(String email, Map<Integer, Line> wanted, Map<Integer, Line> told) {
        List<Line> originals = wanted.values().stream().filter(line -> line.email().equals(email)).toList();
        List<Line> lines = originals.stream().map(line -> Objects.requireNonNull(told.get(line.row()))).toList();
        require(lines.stream().map(Line::outcome).distinct().count() == 1,
                "Rows of %s are taken back in part: %s", email, lines);
        List<Write> mine = writes.of(shop, email).stream().filter(this::isMine).toList();
        require(mine.size() <= 1, "The undo wrote %s %d times", email, mine.size());
        boolean notKnown = lines.getFirst().error().contains("NOT_KNOWN");
        boolean changed = lines.getFirst().outcome().equals("changed");
        boolean created = originals.getFirst().created();
        require(changed == (mine.size() == 1) || notKnown || (changed && created),
                "The undo says that %s is %s, and wrote the customer %d times", email, lines.getFirst().outcome(),
                mine.size());
        if (mine.isEmpty() || notKnown) {
            return;
        }
        Write write = mine.getFirst();
        require((write.after() == null) == created, "%s was created by the import: %s; the undo made of %s %s", email,
                created, write.before(), write.after());
        long moved = (write.after() == null ? 0 : write.after().points())
                - Objects.requireNonNull(write.before()).points();
        require(moved == lines.stream().mapToLong(Line::delta).sum(), "%s is moved by %d points, and told by %s", email,
                moved, lines);
        long net = originals.stream().mapToLong(Line::delta).sum();
        require(moved == 0 || moved == -net, "%s is moved back by %d points; the import moved %d", email, moved, net);
        if (write.after() == null) {
            checkUntouched(email, write);
            return;
        }
        checkField(originals, write, NAME, Known::name);
        checkField(originals, write, TIER, Known::tier);
        checkField(originals, write, BIRTHDAY, Known::birthday);
        require(moved == 0 || lines.getLast().setByBefore().equals(originals.getLast().setByAfter()),
                "The balance of %s was made a number by %s, after %s had, and is moved", email,
                lines.getLast().setByBefore(), originals.getLast().setByAfter());
    }

    /// Whom the undo deletes no other import has written since, and they are as the import left them. Another program may have changed
    /// them meanwhile and back again.
    private void checkUntouched(String email, Write deletion) {
        List<Write> chain = writes.of(shop, email);
        Write last = chain.subList(0, chain.indexOf(deletion))
                .reversed()
                .stream()
                .filter(write -> write.importId().isPresent())
                .findFirst()
                .orElseThrow();
        require(last.importId().equals(Optional.of(item.text("undoes"))), "%s was written by %s, and is deleted", email,
                last.importId());
        require(Objects.equals(last.after(), deletion.before()), "%s was changed by another program, and is deleted",
                email);
    }

    /// It goes back to what it was before the first row that changed it, or stays.
    ///
    /// @param column of what it was before
    private static void checkField(List<Line> originals, Write write, int column,
            Function<Known, @Nullable String> field) {
        List<Line> rows = originals.stream().filter(line -> line.changes(column)).toList();
        String before = text(field.apply(Objects.requireNonNull(write.before())));
        String after = text(field.apply(Objects.requireNonNull(write.after())));
        String wanted = rows.isEmpty() ? before : rows.getFirst().cells().get(column);
        require(after.equals(wanted), "\"%s\" became \"%s\", not \"%s\"", before, after, wanted);
        require(before.equals(wanted) || before.equals(rows.getLast().cells().get(column + 1)),
                "\"%s\" was set by somebody else, and is taken back", before);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private void checkReport(Map<Integer, Line> wanted, Map<Integer, Line> told) {
        List<String> expected = new ArrayList<>();
        told.values()
                .stream()
                .filter(line -> line.outcome().equals("failed"))
                .map(line -> Objects.requireNonNull(wanted.get(line.row())))
                .forEach(line -> expected.add(line.row() + " " + line.email() + " " + -line.delta()));
        List<String> reported = Reports
                .lines(Objects
                        .requireNonNull(buckets.bytes(dataBucket, "reports/%s/%s/errors.csv".formatted(shop, id))))
                .stream()
                .map(line -> line.get("Row") + " " + line.get("Email") + " " + line.get("Points"))
                .toList();
        require(expected.equals(reported), "The report of the undo has %s, not %s", reported, expected);
    }
}
