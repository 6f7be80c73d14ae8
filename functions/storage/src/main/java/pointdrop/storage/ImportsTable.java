package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import pointdrop.domain.Rejection;
import pointdrop.domain.Summary;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The Imports table: the history of each shop. Every change is conditional, so that it can be tried again after a lost
/// answer. Chunks are taken and closed by [PendingChunks].
public final class ImportsTable {
    private final Table table;
    private final HistoryLog log;

    public ImportsTable(Table table) {
        this.table = table;
        this.log = new HistoryLog(table.log());
    }

    /// Creates the entry of an import or export, unless it exists.
    ///
    /// @return the entry as it stands
    public HistoryEntry begin(HistoryEntry.Origin origin) {
        HistoryEntry entry = HistoryEntry.begin(origin);
        try {
            table.put(request -> request.item(ImportItem.write(entry, table.deadline().now()))
                    .conditionExpression("attribute_not_exists(" + ImportItem.ID + ")"));
            log.begun(entry, true);
            return entry;
        } catch (ConditionalCheckFailedException begunBefore) {
            HistoryEntry stands = get(entry.shop(), entry.id());
            log.begun(stands, false);
            return stands;
        }
    }

    /// @return the entry as it stands
    /// @throws IllegalStateException where there is none
    public HistoryEntry get(String shop, String id) {
        return find(shop, id).orElseThrow(
                () -> new IllegalStateException("The history of shop " + shop + " has no import " + id));
    }

    /// @return the entry as it stands, or nothing where it has not begun
    public Optional<HistoryEntry> find(String shop, String id) {
        Map<String, AttributeValue> item = table.get(ImportItem.key(shop, id));
        return item.isEmpty() ? Optional.empty() : Optional.of(ImportItem.read(item));
    }

    /// The history of a shop, newest first; DynamoDB ends a page at 1 MB.
    public List<HistoryEntry> history(String shop, int limit) {
        return history(shop, Optional.empty(), limit);
    }

    /// The same of the entries older than one of them.
    public List<HistoryEntry> history(String shop, Optional<String> before, int limit) {
        List<HistoryEntry> entries = new ArrayList<>();
        Map<String, AttributeValue> last = before.map(id -> ImportItem.key(shop, id)).orElse(null);
        do {
            Map<String, AttributeValue> after = last;
            QueryResponse page = table.query(request -> request.keyConditionExpression("shop = :shop")
                    .expressionAttributeValues(Map.of(":shop", Attributes.of(shop)))
                    .scanIndexForward(false)
                    .limit(limit - entries.size())
                    .exclusiveStartKey(after));
            page.items().stream().map(ImportItem::read).forEach(entries::add);
            last = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (last != null && entries.size() < limit);
        return entries;
    }

    /// The validation passed: `VALIDATING` becomes `IMPORTING`, with all chunks pending.
    ///
    /// @return the import as it stands, also where another delivery was faster
    public HistoryEntry startImporting(HistoryEntry entry, Validated validated) {
        return become(Status.IMPORTING, Status.VALIDATING,
                update(entry).setAll(ImportItem.validated(validated))
                        .setAll(ImportItem.begin(Stage.IMPORT, validated.chunks()))
                        .set(ImportItem.IMPORTING_SINCE, Attributes.of(table.deadline().now())));
    }

    /// The validation passed: `VALIDATING` becomes `REVIEWING`, with the reviews of all chunks pending.
    ///
    /// @return the import as it stands, also where another delivery was faster
    public HistoryEntry startReviewing(HistoryEntry entry, Validated validated) {
        return become(Status.REVIEWING, Status.VALIDATING,
                update(entry).setAll(ImportItem.validated(validated))
                        .setAll(ImportItem.begin(Stage.REVIEW, validated.chunks())));
    }

    /// The reviews of all chunks are closed: `REVIEWING` becomes `READY`.
    ///
    /// @return the import as it stands, also where another delivery was faster
    public HistoryEntry becomeReady(HistoryEntry entry) {
        return become(Status.READY, Status.REVIEWING,
                update(entry).set(ImportItem.READY_UNTIL,
                        Attributes.of(table.deadline().now().plus(Retention.READY))));
    }

    /// `READY` becomes `IMPORTING`, with all chunks pending, together with the record of the request that asks for it.
    ///
    /// @return false where the import has moved on, or the request has been decided on
    public boolean start(HistoryEntry entry, Request request) {
        Instant now = table.deadline().now();
        return decide(request, move(Status.IMPORTING, Status.READY,
                update(entry).setAll(ImportItem.begin(Stage.IMPORT, entry.progress().chunks()))
                        .set(ImportItem.IMPORTING_SINCE, Attributes.of(now))
                        .setAll(ImportItem.open(now))));
    }

    /// `REVIEWING` or `READY` becomes `CANCELLED`, together with the record of the request that asks for it.
    ///
    /// @param entry in one of these
    /// @return false where the import has moved on, or the request has been decided on
    public boolean cancel(HistoryEntry entry, Request request) {
        Rejection reason = new Rejection(Rejection.Code.CANCELLED, "It was cancelled before anything was changed.");
        return decide(request, move(Status.CANCELLED, entry.status(),
                update(entry)
                        .setAll(ImportItem.rejection(reason,
                                HistoryEntry.message(entry.origin().kind(), Status.CANCELLED, reason)))
                        .set(ImportItem.FINISHED_AT, Attributes.of(table.deadline().now()))));
    }

    private boolean decide(Request request, Update effect) {
        boolean done = table.transact(table.creation(RequestItem.accepted(request)), effect.inTransaction());
        log.accepted(request, done);
        return done;
    }

    /// The file or the request is rejected: `VALIDATING` or `EXPORTING` becomes `REJECTED`.
    ///
    /// @return the entry as it stands, also where another delivery was faster
    public HistoryEntry reject(HistoryEntry entry, Rejection rejection) {
        return close(Status.REJECTED, entry.origin().kind().first(), entry, rejection);
    }

    /// Given up before anything was changed: `VALIDATING`, `REVIEWING` or `EXPORTING` becomes `FAILED`.
    ///
    /// @return the entry as it stands, also where a delivery was faster
    public HistoryEntry fail(HistoryEntry entry, Rejection rejection) {
        return close(Status.FAILED, entry.status(), entry, rejection);
    }

    /// The file is rejected as one that was imported before.
    ///
    /// @param sha256 of its bytes, in hexadecimal
    /// @return as [#reject]
    public HistoryEntry rejectRepetition(HistoryEntry entry, Rejection rejection, String sha256) {
        return finish(Status.REJECTED, Status.VALIDATING, rejected(Status.REJECTED, entry, rejection)
                .set(ImportItem.SHA256, Attributes.of(sha256)));
    }

    private HistoryEntry close(Status next, Status previous, HistoryEntry entry, Rejection rejection) {
        return finish(next, previous, rejected(next, entry, rejection));
    }

    private Update rejected(Status next, HistoryEntry entry, Rejection rejection) {
        return update(entry).setAll(ImportItem.rejection(rejection,
                HistoryEntry.message(entry.origin().kind(), next, rejection)));
    }

    /// The last chunk is closed: `IMPORTING` becomes `COMPLETED`, or `FAILED` where rows were given up.
    ///
    /// @return the import as it stands, also where another delivery was faster
    public HistoryEntry complete(HistoryEntry entry, String reportKey) {
        return finish(entry.counts().givenUp() == 0 ? Status.COMPLETED : Status.FAILED, Status.IMPORTING,
                update(entry).set(ImportItem.REPORT_KEY, Attributes.of(reportKey)));
    }

    /// The file is written: `EXPORTING` becomes `COMPLETED`.
    ///
    /// @param summary of the file: a row is valid where all of its customer could be read
    /// @return the export as it stands, also where another delivery was faster
    public HistoryEntry completeExport(HistoryEntry entry, String fileKey, Summary summary) {
        return finish(Status.COMPLETED, Status.EXPORTING,
                update(entry).setAll(ImportItem.summary(summary))
                        .setAll(ImportItem.exported(summary))
                        .set(ImportItem.REPORT_KEY, Attributes.of(fileKey)));
    }

    private HistoryEntry finish(Status next, Status previous, Update update) {
        return become(next, previous, update.set(ImportItem.FINISHED_AT, Attributes.of(table.deadline().now())));
    }

    private HistoryEntry become(Status next, Status previous, Update update) {
        Update.Result result = move(next, previous, update).execute();
        HistoryEntry entry = ImportItem.read(result.item());
        log.became(entry, result.changed());
        return entry;
    }

    /// An entry that nothing is to work on any more leaves the index of those that are open.
    private Update move(Status next, Status previous, Update update) {
        if (!next.open()) {
            update.remove(ImportItem.OPEN).remove(ImportItem.OPEN_SINCE);
        }
        return table.meter()
                .take()
                .addTo(update, ImportItem.consumed(next))
                .set(ImportItem.STATUS, Attributes.of(next.name()))
                .whereIs(ImportItem.STATUS, Attributes.of(previous.name()));
    }

    /// Claims the mail about where an entry stands for a while, so that no other invocation sends it.
    ///
    /// @param claimant id of the invocation that claims it; safe to repeat for the same one
    /// @return false where the mail is recorded as sent or failed, another claim lasts, or the entry has moved on
    public boolean claimMail(HistoryEntry entry, String claimant, Duration length) {
        return MailMarks.of(entry.status())
                .claim(mailed(entry).whereIs(ImportItem.STATUS, Attributes.of(entry.status().name())), claimant,
                        table.deadline().now(), length);
    }

    /// @param sent false where no mail can be sent, as every address is refused for good
    public void mailEnded(HistoryEntry entry, boolean sent) {
        if (MailMarks.of(entry.status()).end(mailed(entry), sent, table.deadline().now())) {
            log.mailEnded(entry, sent);
        }
    }

    private Update mailed(HistoryEntry entry) {
        return table.meter().take().addTo(update(entry), ImportItem.consumed(entry.status()));
    }

    /// Removes every lease on a chunk and every claim on a mail. Only for use while no function can be running, such as a
    /// start of the local stack.
    public void removeLeasesAndClaims() {
        table.dynamoDb()
                .scanPaginator(request -> request.tableName(table.name())
                        .filterExpression("attribute_exists(#status)")
                        .expressionAttributeNames(Map.of("#status", ImportItem.STATUS)))
                .items()
                .forEach(this::removeLeasesAndClaims);
    }

    private void removeLeasesAndClaims(Map<String, AttributeValue> item) {
        Update update = update(ImportItem.read(item)).whereIs(ImportItem.STATUS, item.get(ImportItem.STATUS));
        for (MailMarks marks : MailMarks.values()) {
            update.remove(marks.claimedUntil());
        }
        for (Stage stage : Stage.values()) {
            if (item.containsKey(ImportItem.leases(stage))) {
                update.set(ImportItem.leases(stage), AttributeValue.fromM(Map.of()));
            }
        }
        update.execute();
    }

    private Update update(HistoryEntry entry) {
        return table.update(ImportItem.key(entry.shop(), entry.id()));
    }
}
