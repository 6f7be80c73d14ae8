package pointdrop.storage;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Counts;
import pointdrop.domain.Problem;
import pointdrop.domain.ProblemCode;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowProblem;
import pointdrop.domain.Summary;
import pointdrop.storage.HistoryEntry.Ending;
import pointdrop.storage.HistoryEntry.Findings;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.HistoryEntry.Progress;
import pointdrop.storage.HistoryEntry.Review;
import pointdrop.storage.HistoryEntry.Source;
import pointdrop.storage.HistoryEntry.Undo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The layout of an item in the Imports table.
final class ImportItem {
    static final String ID = "id";
    static final String STATUS = "status";
    static final String MESSAGE = "message";
    static final String FINISHED_AT = "finishedAt";
    static final String IMPORTING_SINCE = "importingSince";
    /// The version of the format of the outcomes, as docs/LEDGER.md describes it.
    static final String LEDGER = "ledger";
    static final String UNDOES = "undoes";
    static final String CONTINUES = "continues";
    static final String UNDONE_BY = "undoneBy";
    static final String CHUNKS = "chunks";
    /// The folder in the data bucket from which chunks are released.
    static final String STAGED = "staged";
    static final String SHA256 = "sha256";
    static final String READY_UNTIL = "readyUntil";
    /// The counts of a review; the rows of an import are counted in attributes of the same names, outside of it.
    static final String PROJECTED = "projected";
    static final String HOLDER = "holder";
    static final String UNTIL = "until";
    static final String REPORT_KEY = "reportKey";
    /// The partition key of the index of the same name, which has the entries that are [Status#open]. It has one value.
    static final String OPEN = "open";
    /// Its sort key: when the entry began, or a request started it.
    static final String OPEN_SINCE = "openSince";
    static final AttributeValue IS_OPEN = Attributes.of("yes");

    static final String SHOP = "shop";
    static final String KIND = "kind";
    private static final String ACTION = "action";
    private static final String FILE = "file";
    private static final String NOTIFY = "notify";
    private static final String STARTED_AT = "startedAt";
    private static final String NOTE = "note";
    private static final String BY = "by";
    private static final String PRINCIPAL = "principal";
    private static final String UPLOAD_KEY = "uploadKey";
    private static final String UPLOAD_VERSION = "uploadVersion";
    private static final String ADVICE = "advice";
    private static final String REASON = "reason";
    private static final String COLUMNS = "columns";
    private static final String UNUSED_COLUMNS = "unusedColumns";
    private static final String ROWS = "rows";
    private static final String VALID_ROWS = "validRows";
    private static final String INVALID_ROWS = "invalidRows";
    private static final String REPEATED_EMAILS = "repeatedEmails";
    private static final String SHORT_ROWS = "shortRows";
    private static final String NON_ASCII_CELLS = "nonAsciiCells";
    private static final String ENCODING = "encoding";
    private static final String DELIMITER = "delimiter";
    private static final String PROBLEMS = "problems";
    private static final String PROBLEM_ROW = "row";
    private static final String PROBLEM_CODE = "code";
    private static final String SUCCEEDED = "succeeded";
    private static final String CHANGED = "changed";
    private static final String UNCHANGED = "unchanged";
    private static final String FAILED = "failed";
    private static final String NOT_PROCESSED = "notProcessed";
    private static final String NOT_KNOWN = "notKnown";
    private static final String POINTS_ADDED = "pointsAdded";
    private static final String POINTS_REMOVED = "pointsRemoved";

    private ImportItem() {}

    /// Numbers of the chunks that are not closed.
    static String pending(Stage stage) {
        return stage == Stage.REVIEW ? "pendingReviews" : "pendingChunks";
    }

    /// The path of what a pass has consumed: beside its counts.
    static String consumed(Stage stage) {
        return stage == Stage.REVIEW ? PROJECTED + "." : "";
    }

    /// The pass that work on an entry in a status belongs to: what is consumed on the way to a review's mail is the review's.
    static String consumed(Status status) {
        return consumed(status == Status.READY ? Stage.REVIEW : Stage.IMPORT);
    }

    /// By number of the chunk: the invocation that works on it, and until when at most, in epoch milliseconds.
    static String leases(Stage stage) {
        return stage == Stage.REVIEW ? "reviewLeases" : "leases";
    }

    static Map<String, AttributeValue> key(String shop, String id) {
        return Map.of(SHOP, Attributes.of(shop), ID, Attributes.of(id));
    }

    /// The item of a new entry.
    static Map<String, AttributeValue> write(HistoryEntry entry, Instant now) {
        Origin origin = entry.origin();
        Map<String, AttributeValue> item = new HashMap<>(key(origin.shop(), origin.id()));
        item.putAll(open(now));
        item.put(KIND, Attributes.of(origin.kind().label()));
        item.put(STATUS, Attributes.of(entry.status().name()));
        item.put(ACTION, Attributes.of(origin.action()));
        item.put(FILE, Attributes.of(origin.file()));
        item.put(STARTED_AT, Attributes.of(origin.startedAt()));
        Attributes.putText(item, NOTIFY, origin.notifyAddress());
        Attributes.putText(item, NOTE, origin.note());
        writeAuthor(item, origin.author());
        if (origin.source() != null) {
            item.put(UPLOAD_KEY, Attributes.of(origin.source().key()));
            item.put(UPLOAD_VERSION, Attributes.of(origin.source().versionId()));
        }
        item.put(ROWS, Attributes.of(0));
        item.putAll(counts(Counts.NONE));
        // Counted while chunks are imported; unknown until then.
        item.remove(REPEATED_EMAILS);
        return item;
    }

    static Map<String, AttributeValue> open(Instant since) {
        return Map.of(OPEN, IS_OPEN, OPEN_SINCE, Attributes.of(since));
    }

    static void writeAuthor(Map<String, AttributeValue> item, Author author) {
        Attributes.putText(item, BY, author.by());
        Attributes.putText(item, PRINCIPAL, author.principal());
    }

    /// What the beginning of a pass adds: all chunks are pending, and nothing is counted. What an import has consumed before stays: its validation,
    /// and the request that starts it.
    static Map<String, AttributeValue> begin(Stage stage, int chunks) {
        List<String> pending = IntStream.range(0, chunks).mapToObj(Integer::toString).toList();
        Map<String, AttributeValue> item = new HashMap<>(Map.of(pending(stage), AttributeValue.fromNs(pending),
                leases(stage), AttributeValue.fromM(Map.of())));
        item.putAll(stage == Stage.REVIEW
                ? Map.of(PROJECTED, AttributeValue.fromM(counts(Counts.NONE)))
                : counts(Counts.NONE));
        if (stage == Stage.IMPORT) {
            item.put(LEDGER, Attributes.of(HistoryEntry.LEDGER));
        }
        return item;
    }

    static Map<String, AttributeValue> summary(Summary summary) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(SHORT_ROWS, Attributes.of(summary.shortRows()),
                UNUSED_COLUMNS, Attributes.of(summary.unusedColumns()),
                NON_ASCII_CELLS, Attributes.of(summary.nonAsciiCells())));
        item.putAll(Map.of(COLUMNS, Attributes.of(summary.columns()),
                ROWS, Attributes.of(summary.rows()),
                VALID_ROWS, Attributes.of(summary.validRows()),
                INVALID_ROWS, Attributes.of(summary.invalidRows()),
                ENCODING, Attributes.of(summary.encoding()),
                DELIMITER, Attributes.of(summary.delimiter()),
                PROBLEMS, AttributeValue.fromL(summary.problems().stream().map(ImportItem::problem).toList())));
        return item;
    }

    /// What a validation that passed adds.
    static Map<String, AttributeValue> validated(Validated validated) {
        Map<String, AttributeValue> item = new HashMap<>(summary(validated.summary()));
        item.putAll(ShopRulesItem.write(validated.rules()));
        item.putAll(Map.of(MESSAGE, Attributes.of(validated.summary().message()),
                SHA256, Attributes.of(validated.sha256()),
                STAGED, Attributes.of(validated.staged()),
                CHUNKS, Attributes.of(validated.chunks())));
        return item;
    }

    private static AttributeValue problem(RowProblem problem) {
        return AttributeValue.fromM(Map.of(PROBLEM_ROW, Attributes.of(problem.row()),
                PROBLEM_CODE, Attributes.of(problem.problem().code().name()),
                MESSAGE, Attributes.of(problem.problem().message())));
    }

    /// @param message the result in one line
    static Map<String, AttributeValue> rejection(Rejection rejection, String message) {
        return Map.of(REASON, Attributes.of(rejection.code().name()), ADVICE, Attributes.of(rejection.message()),
                MESSAGE, Attributes.of(message));
    }

    /// The counts of an export: a customer is an unchanged row, or a failed one where not all of it can be read.
    static Map<String, AttributeValue> exported(Summary summary) {
        return Map.of(SUCCEEDED, Attributes.of(summary.validRows()), UNCHANGED, Attributes.of(summary.validRows()),
                FAILED,
                Attributes.of(summary.invalidRows()));
    }

    /// By attribute, as values to put or to add.
    static Map<String, AttributeValue> counts(Counts counts) {
        return Map.of(SUCCEEDED, Attributes.of(counts.succeeded()),
                CHANGED, Attributes.of(counts.changed()),
                UNCHANGED, Attributes.of(counts.unchanged()),
                FAILED, Attributes.of(counts.failed()),
                NOT_PROCESSED, Attributes.of(counts.notProcessed()),
                NOT_KNOWN, Attributes.of(counts.notKnown()),
                POINTS_ADDED, Attributes.of(counts.pointsAdded()),
                POINTS_REMOVED, Attributes.of(counts.pointsRemoved()),
                REPEATED_EMAILS, Attributes.of(counts.repeatedEmails()));
    }

    static HistoryEntry read(Map<String, AttributeValue> item) {
        return new HistoryEntry(readOrigin(item), Status.valueOf(Attributes.requiredText(item, STATUS)),
                readFindings(item),
                new Progress((int) Attributes.number(item, CHUNKS), Attributes.text(item, STAGED),
                        Attributes.time(item, IMPORTING_SINCE), readPending(item, Stage.IMPORT), readCounts(item),
                        Consumption.read(item), (int) Attributes.number(item, LEDGER)),
                new Review(readPending(item, Stage.REVIEW), readCounts(Attributes.map(item, PROJECTED)),
                        Consumption.read(Attributes.map(item, PROJECTED)),
                        Attributes.time(item, READY_UNTIL), MailMarks.READY.isSent(item),
                        MailMarks.READY.isFailed(item)),
                new Undo(Attributes.text(item, UNDOES), Attributes.text(item, CONTINUES),
                        Attributes.text(item, UNDONE_BY)),
                new Ending(Attributes.time(item, FINISHED_AT), Attributes.text(item, REPORT_KEY),
                        MailMarks.END.isSent(item), MailMarks.END.isFailed(item)));
    }

    private static Origin readOrigin(Map<String, AttributeValue> item) {
        return new Origin(readKind(item), Attributes.requiredText(item, SHOP), Attributes.requiredText(item, ID),
                Attributes.requiredText(item, ACTION), Attributes.requiredText(item, FILE),
                Attributes.text(item, NOTIFY), requireNonNull(Attributes.time(item, STARTED_AT)),
                Attributes.text(item, NOTE),
                readAuthor(item), readSource(item));
    }

    static Author readAuthor(Map<String, AttributeValue> item) {
        return new Author(Attributes.text(item, BY), Attributes.text(item, PRINCIPAL));
    }

    private static @Nullable Source readSource(Map<String, AttributeValue> item) {
        String key = Attributes.text(item, UPLOAD_KEY);
        return key == null ? null : new Source(key, Attributes.requiredText(item, UPLOAD_VERSION));
    }

    private static Kind readKind(Map<String, AttributeValue> item) {
        String label = Attributes.requiredText(item, KIND);
        return Arrays.stream(Kind.values()).filter(kind -> kind.label().equals(label)).findFirst().orElseThrow();
    }

    private static Findings readFindings(Map<String, AttributeValue> item) {
        return item.containsKey(COLUMNS)
                ? new Findings(readSummary(item), ShopRulesItem.read(item), Attributes.text(item, SHA256),
                        readRejection(item))
                : new Findings(null, null, Attributes.text(item, SHA256), readRejection(item));
    }

    private static Summary readSummary(Map<String, AttributeValue> item) {
        List<RowProblem> problems = Attributes.list(item, PROBLEMS)
                .stream()
                .map(value -> readProblem(value.m()))
                .toList();
        return new Summary((int) Attributes.number(item, COLUMNS), Attributes.texts(item, UNUSED_COLUMNS),
                Attributes.number(item, ROWS), Attributes.number(item, VALID_ROWS), Attributes.number(item, SHORT_ROWS),
                Attributes.requiredText(item, ENCODING), Attributes.requiredText(item, DELIMITER),
                Attributes.texts(item, NON_ASCII_CELLS), problems);
    }

    private static RowProblem readProblem(Map<String, AttributeValue> item) {
        return new RowProblem((int) Attributes.number(item, PROBLEM_ROW),
                new Problem(ProblemCode.valueOf(Attributes.requiredText(item, PROBLEM_CODE)),
                        Attributes.requiredText(item, MESSAGE)));
    }

    private static @Nullable Rejection readRejection(Map<String, AttributeValue> item) {
        String reason = Attributes.text(item, REASON);
        return reason == null
                ? null
                : new Rejection(Rejection.Code.valueOf(reason), Attributes.requiredText(item, ADVICE));
    }

    private static Set<Integer> readPending(Map<String, AttributeValue> item, Stage stage) {
        AttributeValue pending = item.get(pending(stage));
        return pending == null ? Set.of() : pending.ns().stream().map(Integer::valueOf).collect(toUnmodifiableSet());
    }

    private static Counts readCounts(Map<String, AttributeValue> item) {
        return new Counts(Attributes.number(item, CHANGED), Attributes.number(item, UNCHANGED),
                Attributes.number(item, FAILED), Attributes.number(item, NOT_PROCESSED),
                Attributes.number(item, NOT_KNOWN), Attributes.bigNumber(item, POINTS_ADDED),
                Attributes.bigNumber(item, POINTS_REMOVED),
                Attributes.number(item, REPEATED_EMAILS));
    }
}
