package pointdrop.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Cell;
import pointdrop.domain.Counts;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;

/// The history of a shop for a terminal, an entry a line.
final class HistoryTable {
    private static final List<String> HEADER = List.of("Import", "Status", "Action", "File", "Rows", "Succeeded",
            "Failed", "Points", "Undone by", "By", "Note");

    private HistoryTable() {}

    /// @param entries newest first
    static String of(List<HistoryEntry> entries, Instant now) {
        List<List<Object>> lines = entries.stream().map(entry -> line(entry, now)).toList();
        List<Integer> used = IntStream.range(0, HEADER.size())
                .filter(column -> lines.stream().anyMatch(line -> !line.get(column).equals("")))
                .boxed()
                .toList();
        String table = Tables.of(used.stream().map(HEADER::get).toList(),
                lines.stream().map(line -> used.stream().map(line::get).toList()).toList());
        return entries.stream().anyMatch(HistoryTable::isReviewed)
                ? table + "\n(In parentheses: what it would do. Nothing has been changed.)\n"
                : table;
    }

    private static List<Object> line(HistoryEntry entry, Instant now) {
        boolean reviewed = isReviewed(entry);
        // Empty where no row was looked at.
        Counts counts = reviewed ? entry.review().projected() : entry.counts();
        List<Object> line = new ArrayList<>(List.of(entry.id(), status(entry, now), entry.origin().action(),
                file(entry), entry.rows()));
        for (String count : List.of(Long.toString(counts.succeeded()), Long.toString(counts.failed()),
                points(counts))) {
            line.add(reviewed && !count.isEmpty() ? "(" + count + ")" : counts.rows() == 0 ? "" : count);
        }
        line.addAll(List.of(text(entry.undo().undoneBy()), text(entry.origin().by()), text(entry.origin().note())));
        return line;
    }

    private static boolean isReviewed(HistoryEntry entry) {
        return entry.status() == Status.REVIEWING || entry.status() == Status.READY;
    }

    private static String status(HistoryEntry entry, Instant now) {
        return entry.isExpired(now) ? "CANCELLED (EXPIRED)" : entry.status().name();
    }

    private static String file(HistoryEntry entry) {
        String undone = entry.undo().undoes();
        return undone == null ? Cell.shorten(entry.origin().file()) : "(undoes " + undone + ")";
    }

    /// Such as `+371 -300`; empty where none moved.
    private static String points(Counts counts) {
        String added = counts.pointsAdded().signum() == 0 ? "" : "+" + counts.pointsAdded();
        String removed = counts.pointsRemoved().signum() == 0 ? "" : "-" + counts.pointsRemoved();
        return String.join(" ", added, removed).strip();
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
