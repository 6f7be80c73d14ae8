package pointdrop.local;

import java.util.Locale;
import pointdrop.domain.Counts;
import pointdrop.storage.HistoryEntry;

/// How an import or an undo ended, for a terminal.
final class ResultText {
    private ResultText() {}

    static String of(HistoryEntry closed, String dataBucket) {
        String undone = closed.undo().undoes();
        String lines = (undone == null
                ? "Import %s: %s%n%s%n".formatted(closed.id(), closed.status(), closed.message())
                : "Undo %s of import %s: %s%n".formatted(closed.id(), undone, closed.status()))
                + StackClient.mailFailure(closed);
        Counts counts = closed.counts();
        return closed.ending().fileKey() == null
                ? lines
                : lines + String.format(Locale.ROOT, """
                        %s: %d rows (%d changed, %d unchanged), %s: %d rows
                        Points added: %d, removed: %d
                        %s: s3://%s/%s
                        """, undone == null ? "Success" : "Reversed", counts.succeeded(), counts.changed(),
                        counts.unchanged(), undone == null ? "Failed" : "Not reversed", counts.failed(),
                        counts.pointsAdded(), counts.pointsRemoved(),
                        undone == null ? "Error report" : "Rows that stay", dataBucket, closed.ending().fileKey());
    }
}
