package pointdrop.storage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Action;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rules;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;

/// One import or export in a shop's history.
public record HistoryEntry(Origin origin, Status status, Findings findings, Progress progress, Review review,
        Undo undo, Ending ending) {
    /// The shop of an upload whose key names none; no shop can have this id.
    public static final String NO_SHOP = "-";
    /// The version of the format of outcomes that are written now; 1 said what became of each row, 2 also says what it changed.
    public static final int LEDGER = 2;

    /// What an entry is about. The names are part of the history; scripts rely on them.
    public enum Kind {
        IMPORT(Status.VALIDATING),
        EXPORT(Status.EXPORTING);

        private final Status first;

        Kind(Status first) {
            this.first = first;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The first status of such an entry.
        Status first() {
            return first;
        }
    }

    /// The upload or request that the entry is about.
    ///
    /// @param shop as in the key of the upload; [#NO_SHOP] where that names none
    /// @param id see [pointdrop.domain.ImportId]
    /// @param action as in the key, known or not; `export` for an export
    /// @param file what the merchant called it
    /// @param notifyAddress the address that the upload asks to mail the result to
    /// @param startedAt when the file was put
    /// @param note what the upload says of itself
    /// @param author who put it
    /// @param source where it is; null for an undo, and for an entry of a time that did not record it
    public record Origin(Kind kind, String shop, String id, String action, String file, @Nullable String notifyAddress,
            Instant startedAt, @Nullable String note, Author author, @Nullable Source source) {
        /// The origin of an upload; the same for every delivery of its event.
        ///
        /// @param by the metadata `by`
        public static Origin of(Upload upload, Optional<String> notifyAddress, Optional<String> note,
                Optional<String> by) {
            Kind kind = upload.isExport() ? Kind.EXPORT : Kind.IMPORT;
            return new Origin(kind, upload.shop(), upload.id(), upload.isExport() ? kind.label() : upload.action(),
                    upload.file(), notifyAddress.orElse(null), upload.eventTime(), note.orElse(null),
                    Author.of(by, upload), new Source(upload.key(), upload.versionId()));
        }

        /// The origin of an undo.
        static Origin of(Request request, HistoryEntry undone) {
            Origin origin = undone.origin();
            return new Origin(Kind.IMPORT, origin.shop(), request.id(), Undos.ACTION, origin.file(),
                    origin.notifyAddress(), request.at(), origin.note(), request.author(), null);
        }

        /// Who put it, see [Author].
        public @Nullable String by() {
            return author.by();
        }

        /// The action that the key names, if there is such an action.
        public Optional<Action> knownAction() {
            return Action.named(action);
        }

        /// What the outcomes of the rows depend on. The day that counts as today for every delivery is that of the upload, in UTC;
        /// the latest day that it is anywhere then is that of Kiritimati.
        ///
        /// @param shop the rules of the shop
        /// @throws java.util.NoSuchElementException for an unknown action
        public Rules rules(ShopRules shop) {
            return new Rules(id, knownAction().orElseThrow(), shop, day(ZoneOffset.UTC), day(ZoneOffset.ofHours(14)));
        }

        private LocalDate day(ZoneOffset offset) {
            return startedAt.atZone(offset).toLocalDate();
        }
    }

    /// An object of the uploads bucket.
    ///
    /// @param versionId empty in a bucket without versions
    public record Source(String key, String versionId) {}

    /// What the file or the request contains.
    ///
    /// @param summary of the file of an import, null before the validation has passed; or of that of an export, null before it is
    ///        written
    /// @param rules of the shop that the import was validated by; null likewise
    /// @param sha256 of the bytes of the file, in hexadecimal; null likewise, unless it was turned away as imported before
    /// @param rejection why it was rejected or given up
    public record Findings(@Nullable Summary summary, @Nullable ShopRules rules, @Nullable String sha256,
            @Nullable Rejection rejection) {
        static final Findings NONE = new Findings(null, null, null, null);
    }

    /// How far an import has come.
    ///
    /// @param chunks how many the rows were dealt to, numbered from 0
    /// @param staged the folder of the chunks before they are released, see [StagedChunks#put]; null before the validation has passed
    /// @param importingSince when the validation had passed; null before
    /// @param pending numbers of the chunks that are not closed
    /// @param counts of the rows in closed chunks, or of the exported customers
    /// @param consumed by all but the review
    /// @param ledger the version of the format of its outcomes, at most [HistoryEntry#LEDGER]; 0 where it has none, or of the first version
    public record Progress(int chunks, @Nullable String staged, @Nullable Instant importingSince, Set<Integer> pending,
            Counts counts, Consumption consumed, int ledger) {
        static final Progress NONE = new Progress(0, null, null, Set.of(), Counts.NONE, Consumption.NONE, 0);
    }

    /// What a review has found out: what the import would do.
    ///
    /// @param pending numbers of the chunks whose review is not closed
    /// @param projected counts of the rows in the others
    /// @param consumed by the review
    /// @param readyUntil until when a request may start the import; null before the review has ended, or where there is none
    /// @param mailSent whether the mail about it is recorded as sent
    /// @param mailFailed whether every address for it was refused for good
    public record Review(Set<Integer> pending, Counts projected, Consumption consumed, @Nullable Instant readyUntil,
            boolean mailSent, boolean mailFailed) {
        static final Review NONE = new Review(Set.of(), Counts.NONE, Consumption.NONE, null, false, false);
    }

    /// Which imports take back which.
    ///
    /// @param undoes id of the import that this one takes back; null where it is an import of a file
    /// @param continues id of the undo that was given up half done and is continued by this one; null where there is none
    /// @param undoneBy id of the latest import that takes this one back; null where there is none
    public record Undo(@Nullable String undoes, @Nullable String continues, @Nullable String undoneBy) {
        static final Undo NONE = new Undo(null, null, null);
    }

    /// How it ended.
    ///
    /// @param fileKey key of the error report of an import, or of the file of an export, in the data bucket
    /// @param mailSent whether the mail to the owner is recorded as sent
    /// @param mailFailed whether every address for it was refused for good
    public record Ending(@Nullable Instant finishedAt, @Nullable String fileKey, boolean mailSent,
            boolean mailFailed) {
        static final Ending NONE = new Ending(null, null, false, false);
    }

    /// The entry of an import or export that begins.
    public static HistoryEntry begin(Origin origin) {
        return new HistoryEntry(origin, origin.kind().first(), Findings.NONE, Progress.NONE, Review.NONE,
                Undo.NONE, Ending.NONE);
    }

    public String shop() {
        return origin.shop();
    }

    public String id() {
        return origin.id();
    }

    /// When the first row can have been applied.
    ///
    /// @throws NullPointerException before the validation has passed
    public Instant importingSince() {
        return requireNonNull(progress.importingSince(), "The import has not begun: " + id());
    }

    /// Whether its chunks are given up, because customers will soon forget what it has written.
    public boolean isTooOld(Instant now) {
        return now.isAfter(importingSince().plus(Retention.IMPORTING));
    }

    public Counts counts() {
        return progress.counts();
    }

    /// What the outcomes of the rows depend on, for every delivery: the rules that stood when the file was validated.
    ///
    /// @throws NullPointerException before the validation has passed
    public Rules rules() {
        return origin.rules(requireNonNull(findings.rules(), "The import has not passed its validation: " + id()));
    }

    /// @throws NullPointerException before the validation has passed, or the file of the export is written
    public Summary summary() {
        return requireNonNull(findings.summary(), "Its file has not been read: " + id());
    }

    /// @throws NullPointerException before the validation has passed
    public String sha256() {
        return requireNonNull(findings.sha256(), "Its file has not been read: " + id());
    }

    /// The folder of the chunks before they are released.
    ///
    /// @throws NullPointerException before the validation has passed
    String staged() {
        return requireNonNull(progress.staged(), "Its chunks have not been staged: " + id());
    }

    /// The key of the rows that would fail, in the data bucket; there is such an object once the review has ended.
    public String reviewReportKey() {
        return "reports/%s/%s/review-errors.csv".formatted(shop(), id());
    }

    /// The key of what the review found out about the first rows, likewise.
    public String previewKey() {
        return "previews/%s/%s/preview.json".formatted(shop(), id());
    }

    /// Data rows of the file; 0 before they are counted.
    public long rows() {
        return findings.summary() == null ? counts().rows() : findings.summary().rows();
    }

    /// From when on no call of its functions can take effect any more, also one whose answer was lost.
    ///
    /// @throws NullPointerException before it has ended
    public Instant settledAt() {
        return requireNonNull(ending.finishedAt(), "It has not ended: " + id()).plus(Deadline.MARGIN);
    }

    /// Whether a request started it, after a review.
    public boolean isStartedByRequest() {
        return review.readyUntil() != null;
    }

    /// Whether nobody has started it in time.
    public boolean isExpired(Instant time) {
        return status == Status.READY && review.readyUntil() != null && time.isAfter(review.readyUntil());
    }

    /// Whether a mail about where it stands is still to be sent: about its end, or that it is ready.
    public boolean mailDue() {
        return status == Status.READY
                ? !review.mailSent() && !review.mailFailed()
                : status.closed() && !ending.mailSent() && !ending.mailFailed();
    }

    public List<ChunkRef> chunks(Stage stage) {
        return IntStream.range(0, progress.chunks()).mapToObj(number -> chunk(stage, number)).toList();
    }

    /// Chunks that are not closed; none unless the import is in that stage.
    public List<ChunkRef> pendingChunks(Stage stage) {
        return pending(stage).stream().sorted().map(number -> chunk(stage, number)).toList();
    }

    /// Whether a chunk is to be worked on in its stage.
    public boolean isPending(ChunkRef chunk) {
        return pending(chunk.stage()).contains(chunk.number());
    }

    private Set<Integer> pending(Stage stage) {
        if (status != stage.status()) {
            return Set.of();
        }
        return stage == Stage.REVIEW ? review.pending() : progress.pending();
    }

    private ChunkRef chunk(Stage stage, int number) {
        return new ChunkRef(stage, shop(), id(), number);
    }

    /// Whether it has ended without changing anything, as far as is known.
    public boolean appliedNothing() {
        return status.closed() && counts().changed() == 0 && counts().notKnown() == 0;
    }

    /// The result in one line.
    public String message() {
        Rejection rejection = findings.rejection();
        if (rejection != null) {
            return message(origin.kind(), status, rejection);
        }
        if (undo.undoes() != null) {
            return undoMessage(undo.undoes(), rows());
        }
        if (origin.kind() == Kind.EXPORT) {
            return String.format(Locale.ROOT, "%d customers", rows());
        }
        return findings.summary() == null ? "Validation has not finished" : findings.summary().message();
    }

    static String undoMessage(String undone, long rows) {
        return String.format(Locale.ROOT, "Undo of %s: %d rows to take back", undone, rows);
    }

    /// The result in one line of what was rejected or given up.
    static String message(Kind kind, Status status, Rejection rejection) {
        boolean validated = kind == Kind.IMPORT && status == Status.REJECTED;
        return (validated ? "Validation failed: " : "") + rejection.message();
    }
}
