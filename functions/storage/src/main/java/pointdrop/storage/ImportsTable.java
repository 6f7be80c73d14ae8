package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import pointdrop.domain.Counts;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.HistoryEntry.Kind;
import pointdrop.domain.Rejection;
import pointdrop.domain.Status;
import pointdrop.domain.Summary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The Imports table: the history of each shop, and which chunks of an import are pending. Every change is conditional,
/// so that each can be tried again after a lost answer.
public final class ImportsTable {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Patience patience;

    public ImportsTable(DynamoDbClient dynamoDb, String table, Patience patience) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.patience = patience;
    }

    /// Puts an import or export that begins, unless it has begun already.
    ///
    /// @return the import as it stands
    public HistoryEntry begin(HistoryEntry record) {
        try {
            patience.call(() -> dynamoDb.putItem(request -> request.tableName(table)
                    .item(ImportItem.write(record))
                    .conditionExpression("attribute_not_exists(" + ImportItem.ID + ")")));
            return record;
        } catch (ConditionalCheckFailedException begunBefore) {
            return get(record.shop(), record.id());
        }
    }

    /// @return the import as it stands
    /// @throws IllegalStateException where there is none
    public HistoryEntry get(String shop, String id) {
        return find(shop, id).orElseThrow(
                () -> new IllegalStateException("The history of shop " + shop + " has no import " + id));
    }

    /// @return the import as it stands, or nothing where it has not begun
    public Optional<HistoryEntry> find(String shop, String id) {
        Map<String, AttributeValue> item = patience
                .call(() -> dynamoDb.getItem(
                        request -> request.tableName(table).key(ImportItem.key(shop, id)).consistentRead(true)))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(ImportItem.read(item));
    }

    /// The history of a shop, newest first.
    public List<HistoryEntry> history(String shop, int limit) {
        return patience.call(() -> dynamoDb.query(request -> request.tableName(table)
                .keyConditionExpression("shop = :shop")
                .expressionAttributeValues(Map.of(":shop", Attributes.of(shop)))
                .scanIndexForward(false)
                .limit(limit))).items().stream().map(ImportItem::read).toList();
    }

    /// The validation passed: `VALIDATING` becomes `IMPORTING`, with all chunks pending.
    ///
    /// @return the import as it stands, also where another delivery was faster
    public HistoryEntry startImporting(HistoryEntry record, Summary summary, int chunks) {
        List<String> pending = IntStream.range(0, chunks).mapToObj(Integer::toString).toList();
        return become(Status.IMPORTING, Status.VALIDATING,
                update(record).setAll(ImportItem.summary(summary))
                        .set(ImportItem.CHUNKS, Attributes.of(chunks))
                        .set(ImportItem.PENDING_CHUNKS, AttributeValue.fromNs(pending))
                        .set(ImportItem.LEASES, AttributeValue.fromM(Map.of())));
    }

    /// The file or the request is turned away: `VALIDATING` or `EXPORTING` becomes `REJECTED`.
    ///
    /// @return the entry as it stands, also where another delivery was faster
    public HistoryEntry reject(HistoryEntry record, Rejection rejection, Instant now) {
        return turnAway(Status.REJECTED, record, rejection, now);
    }

    /// The machinery gave up before anything was changed: `VALIDATING` or `EXPORTING` becomes `FAILED`.
    ///
    /// @return the entry as it stands, also where a delivery was faster
    public HistoryEntry fail(HistoryEntry record, Rejection rejection, Instant now) {
        return turnAway(Status.FAILED, record, rejection, now);
    }

    private HistoryEntry turnAway(Status next, HistoryEntry record, Rejection rejection, Instant now) {
        Status previous = record.kind() == Kind.EXPORT ? Status.EXPORTING : Status.VALIDATING;
        return become(next, previous,
                update(record).setAll(
                        ImportItem.rejection(rejection, HistoryEntry.message(record.kind(), next, rejection)))
                        .set(ImportItem.FINISHED_AT, Attributes.of(now)));
    }

    /// Takes a chunk out of the pending ones and adds up its rows, both at once.
    ///
    /// @return the import after it, or nothing where the chunk was closed before
    public Optional<HistoryEntry> closeChunk(ChunkRef chunk, Counts counts) {
        String number = Integer.toString(chunk.number());
        Update update = update(chunk).delete(ImportItem.PENDING_CHUNKS, AttributeValue.fromNs(List.of(number)))
                .remove(lease(chunk))
                .whereContains(ImportItem.PENDING_CHUNKS, AttributeValue.fromN(number));
        ImportItem.counts(counts).forEach(update::add);
        return update.execute(dynamoDb, patience.backoff()).ifChanged().map(ImportItem::read);
    }

    /// Takes the right to work on a chunk, unless somebody else has it. Safe to repeat for the same holder.
    boolean takeLease(ChunkRef chunk, String holder, Instant now, Instant until) {
        AttributeValue lease = AttributeValue.fromM(Map.of(ImportItem.HOLDER, Attributes.of(holder), ImportItem.UNTIL,
                Attributes.of(until.toEpochMilli())));
        Update.Result taken = update(chunk).set(lease(chunk), lease)
                .whereContains(ImportItem.PENDING_CHUNKS, AttributeValue.fromN(Integer.toString(chunk.number())))
                .whereAbsentOrBelow(lease(chunk) + "." + ImportItem.UNTIL, Attributes.of(now.toEpochMilli()))
                .execute(dynamoDb, patience.backoff());
        return taken.changed() || lease.equals(Attributes.map(taken.item(), ImportItem.LEASES)
                .get(Integer.toString(chunk.number())));
    }

    /// @return false where somebody else has the right, or the chunk is closed
    boolean renewLease(ChunkRef chunk, String holder, Instant until) {
        return update(chunk).set(lease(chunk) + "." + ImportItem.UNTIL, Attributes.of(until.toEpochMilli()))
                .whereIs(lease(chunk) + "." + ImportItem.HOLDER, Attributes.of(holder))
                .execute(dynamoDb, patience.backoff())
                .changed();
    }

    void releaseLease(ChunkRef chunk, String holder) {
        update(chunk).remove(lease(chunk))
                .whereIs(lease(chunk) + "." + ImportItem.HOLDER, Attributes.of(holder))
                .execute(dynamoDb, patience.backoff());
    }

    private static String lease(ChunkRef chunk) {
        return ImportItem.LEASES + "." + chunk.number();
    }

    private Update update(ChunkRef chunk) {
        return new Update(table, ImportItem.key(chunk.shop(), chunk.importId()));
    }

    /// The last chunk is closed: `IMPORTING` becomes `COMPLETED`, or `FAILED` where rows were not processed.
    ///
    /// @return the import as it stands, also where another delivery was faster
    public HistoryEntry complete(HistoryEntry record, String reportKey, Instant now) {
        return become(record.counts().notProcessed() == 0 ? Status.COMPLETED : Status.FAILED, Status.IMPORTING,
                update(record).set(ImportItem.REPORT_KEY, Attributes.of(reportKey))
                        .set(ImportItem.FINISHED_AT, Attributes.of(now)));
    }

    /// The file is written: `EXPORTING` becomes `COMPLETED`.
    ///
    /// @return the export as it stands, also where another delivery was faster
    public HistoryEntry completeExport(HistoryEntry record, String key, long customers, Instant now) {
        return become(Status.COMPLETED, Status.EXPORTING,
                update(record).setAll(ImportItem.exported(new Counts(0, customers, 0, 0, 0)))
                        .set(ImportItem.REPORT_KEY, Attributes.of(key))
                        .set(ImportItem.FINISHED_AT, Attributes.of(now)));
    }

    /// Takes the right to mail the owner, for a while. Whoever dies with it loses it to the next delivery.
    ///
    /// @param claimant who takes it; safe to repeat for the same one
    /// @return false where the mail is sent already, or somebody else has the right now
    public boolean claimMail(HistoryEntry record, String claimant, Instant now, Duration lease) {
        Update.Result claim = update(record)
                .set(ImportItem.MAIL_CLAIMED_BY, Attributes.of(claimant))
                .set(ImportItem.MAIL_CLAIMED_UNTIL, Attributes.of(now.plus(lease).toEpochMilli()))
                .whereIs(ImportItem.MAIL_SENT_AT, null)
                .whereAbsentOrBelow(ImportItem.MAIL_CLAIMED_UNTIL, Attributes.of(now.toEpochMilli()))
                .execute(dynamoDb, patience.backoff());
        return claim.changed() || (!claim.item().containsKey(ImportItem.MAIL_SENT_AT)
                && claimant.equals(Attributes.text(claim.item(), ImportItem.MAIL_CLAIMED_BY)));
    }

    /// Records that the owner has been told, so that nobody else does.
    public void mailSent(HistoryEntry record, Instant now) {
        update(record).set(ImportItem.MAIL_SENT_AT, Attributes.of(now))
                .whereIs(ImportItem.MAIL_SENT_AT, null)
                .execute(dynamoDb, patience.backoff());
    }

    private HistoryEntry become(Status next, Status previous, Update update) {
        Map<String, AttributeValue> item = update.set(ImportItem.STATUS, Attributes.of(next.name()))
                .whereIs(ImportItem.STATUS, Attributes.of(previous.name()))
                .execute(dynamoDb, patience.backoff())
                .item();
        return ImportItem.read(item);
    }

    private Update update(HistoryEntry record) {
        return new Update(table, ImportItem.key(record.shop(), record.id()));
    }
}
