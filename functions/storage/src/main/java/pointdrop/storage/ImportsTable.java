package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import pointdrop.domain.Rejection;
import pointdrop.domain.Summary;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The Imports table: the history of each shop. Every change is conditional, so that it can be tried again after a lost
/// answer. Chunks are taken and closed by [PendingChunks].
public final class ImportsTable {
    private final Table table;

    public ImportsTable(Table table) {
        this.table = table;
    }

    /// Creates the entry of an import or export, unless it exists.
    ///
    /// @return the entry as it stands
    public HistoryEntry begin(HistoryEntry.Origin origin) {
        HistoryEntry entry = HistoryEntry.begin(origin);
        try {
            table.put(request -> request.item(ImportItem.write(entry))
                    .conditionExpression("attribute_not_exists(" + ImportItem.ID + ")"));
            return entry;
        } catch (ConditionalCheckFailedException begunBefore) {
            return get(entry.shop(), entry.id());
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

    /// The history of a shop, newest first.
    public List<HistoryEntry> history(String shop, int limit) {
        return table.query(request -> request.keyConditionExpression("shop = :shop")
                .expressionAttributeValues(Map.of(":shop", Attributes.of(shop)))
                .scanIndexForward(false)
                .limit(limit)).items().stream().map(ImportItem::read).toList();
    }

    /// The validation passed: `VALIDATING` becomes `IMPORTING`, with all chunks pending.
    ///
    /// @return the import as it stands, also where another delivery was faster
    public HistoryEntry startImporting(HistoryEntry entry, Validated validated) {
        List<String> pending = IntStream.range(0, validated.chunks()).mapToObj(Integer::toString).toList();
        return become(Status.IMPORTING, Status.VALIDATING,
                update(entry).setAll(ImportItem.validated(validated))
                        .set(ImportItem.IMPORTING_SINCE, Attributes.of(table.deadline().now()))
                        .set(ImportItem.PENDING_CHUNKS, AttributeValue.fromNs(pending))
                        .set(ImportItem.LEASES, AttributeValue.fromM(Map.of())));
    }

    /// The file or the request is rejected: `VALIDATING` or `EXPORTING` becomes `REJECTED`.
    ///
    /// @return the entry as it stands, also where another delivery was faster
    public HistoryEntry reject(HistoryEntry entry, Rejection rejection) {
        return close(Status.REJECTED, entry, rejection);
    }

    /// Given up before anything was changed: `VALIDATING` or `EXPORTING` becomes `FAILED`.
    ///
    /// @return the entry as it stands, also where a delivery was faster
    public HistoryEntry fail(HistoryEntry entry, Rejection rejection) {
        return close(Status.FAILED, entry, rejection);
    }

    private HistoryEntry close(Status next, HistoryEntry entry, Rejection rejection) {
        HistoryEntry.Kind kind = entry.origin().kind();
        return finish(next, kind.first(), update(entry)
                .setAll(ImportItem.rejection(rejection, HistoryEntry.message(kind, next, rejection))));
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

    private static HistoryEntry become(Status next, Status previous, Update update) {
        return ImportItem.read(update.set(ImportItem.STATUS, Attributes.of(next.name()))
                .whereIs(ImportItem.STATUS, Attributes.of(previous.name()))
                .execute()
                .item());
    }

    /// Claims the mail to the owner for a while, so that no other invocation sends it.
    ///
    /// @param claimant id of the invocation that claims it; safe to repeat for the same one
    /// @return false where the mail is recorded as sent or failed, or another claim lasts
    public boolean claimMail(HistoryEntry entry, String claimant, Duration length) {
        Instant now = table.deadline().now();
        Update.Result claim = update(entry)
                .set(ImportItem.MAIL_CLAIMED_BY, Attributes.of(claimant))
                .set(ImportItem.MAIL_CLAIMED_UNTIL, Attributes.of(now.plus(length).toEpochMilli()))
                .whereIs(ImportItem.MAIL_SENT_AT, null)
                .whereIs(ImportItem.MAIL_FAILED, null)
                .whereAbsentOrBelow(ImportItem.MAIL_CLAIMED_UNTIL, Attributes.of(now.toEpochMilli()))
                .execute();
        return claim.changed() || (ImportItem.read(claim.item()).ending().mailDue()
                && claimant.equals(Attributes.text(claim.item(), ImportItem.MAIL_CLAIMED_BY)));
    }

    /// Records that the mail is sent.
    public void mailSent(HistoryEntry entry) {
        endMail(entry, ImportItem.MAIL_SENT_AT, Attributes.of(table.deadline().now()));
    }

    /// Records that no mail can be sent, as every address is refused for good.
    public void mailFailed(HistoryEntry entry) {
        endMail(entry, ImportItem.MAIL_FAILED, AttributeValue.fromBool(true));
    }

    private void endMail(HistoryEntry entry, String name, AttributeValue value) {
        update(entry).set(name, value)
                .whereIs(ImportItem.MAIL_SENT_AT, null)
                .whereIs(ImportItem.MAIL_FAILED, null)
                .execute();
    }

    /// Removes every lease on a chunk and every claim on a mail. Only for use while no function can be running, such as a
    /// start of the local stack.
    public void removeLeasesAndClaims() {
        table.dynamoDb()
                .scanPaginator(request -> request.tableName(table.name())
                        .filterExpression("#status = :importing OR attribute_exists(#claim)")
                        .expressionAttributeNames(Map.of("#status", ImportItem.STATUS, "#claim",
                                ImportItem.MAIL_CLAIMED_UNTIL))
                        .expressionAttributeValues(Map.of(":importing", Attributes.of(Status.IMPORTING.name()))))
                .items()
                .stream()
                .map(ImportItem::read)
                .forEach(this::removeLeasesAndClaims);
    }

    private void removeLeasesAndClaims(HistoryEntry entry) {
        Update update = update(entry).remove(ImportItem.MAIL_CLAIMED_UNTIL)
                .whereIs(ImportItem.STATUS, Attributes.of(entry.status().name()));
        if (entry.status() == Status.IMPORTING) {
            update.set(ImportItem.LEASES, AttributeValue.fromM(Map.of()));
        }
        update.execute();
    }

    private Update update(HistoryEntry entry) {
        return table.update(ImportItem.key(entry.shop(), entry.id()));
    }
}
