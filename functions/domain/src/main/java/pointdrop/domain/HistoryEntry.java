package pointdrop.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One import or export in a shop's history.
///
/// @param kind which of the two
/// @param shop as in the key of the upload; [#NO_SHOP] where that names none
/// @param id see [ImportId]
/// @param action as in the key, known or not; `export` for an export
/// @param file what the merchant called it
/// @param notifyAddress the address that the upload asks to mail to
/// @param startedAt when the file was put
/// @param finishedAt when it closed
/// @param summary what was found in the file of an import; null before, and for one that was rejected
/// @param rejection why it was rejected
/// @param chunks how many the rows were dealt to, numbered from 0
/// @param pendingChunks numbers of the chunks that are not closed
/// @param counts of the rows in closed chunks, or of the exported customers
/// @param reportKey where the error report of an import, or the file of an export, is in the data bucket
/// @param mailSent whether the owner has been told the end
public record HistoryEntry(Kind kind, String shop, String id, Status status, String action, String file,
        @Nullable String notifyAddress, Instant startedAt, @Nullable Instant finishedAt, @Nullable Summary summary,
        @Nullable Rejection rejection, int chunks, Set<Integer> pendingChunks, Counts counts,
        @Nullable String reportKey, boolean mailSent) {
    /// Stands for the shop of an upload whose key names none; no shop can be called that.
    public static final String NO_SHOP = "-";

    /// What an entry tells of. The names are part of the history; scripts rely on them.
    public enum Kind {
        IMPORT("import"),
        EXPORT("export");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// An import that begins.
    public static HistoryEntry begin(String shop, String id, String action, String file, @Nullable String notifyAddress,
            Instant startedAt) {
        return begin(Kind.IMPORT, shop, id, Status.VALIDATING, action, file, notifyAddress, startedAt);
    }

    /// An export that begins.
    public static HistoryEntry beginExport(String shop, String id, String file, @Nullable String notifyAddress,
            Instant startedAt) {
        return begin(Kind.EXPORT, shop, id, Status.EXPORTING, Kind.EXPORT.label(), file, notifyAddress, startedAt);
    }

    private static HistoryEntry begin(Kind kind, String shop, String id, Status status, String action, String file,
            @Nullable String notifyAddress, Instant startedAt) {
        return new HistoryEntry(kind, shop, id, status, action, file, notifyAddress, startedAt, null, null, null, 0,
                Set.of(), Counts.NONE, null, false);
    }

    /// The result in one line.
    public String message() {
        if (rejection != null) {
            return message(kind, status, rejection);
        }
        if (kind == Kind.EXPORT) {
            return "%d customers".formatted(rows());
        }
        return summary == null ? "Validation has not finished" : summary.message();
    }

    /// The result in one line of what was turned away.
    public static String message(Kind kind, Status status, Rejection rejection) {
        boolean validated = kind == Kind.IMPORT && status == Status.REJECTED;
        return (validated ? "Validation failed: " : "") + rejection.message();
    }

    /// The day that counts as today for every delivery of it, in UTC.
    public LocalDate day() {
        return startedAt.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// Data rows of the file; 0 before they are counted.
    public long rows() {
        return summary == null ? counts.rows() : summary.rows();
    }
}
