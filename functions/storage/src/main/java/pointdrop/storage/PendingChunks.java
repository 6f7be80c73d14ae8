package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import pointdrop.domain.Counts;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The chunks that are not closed. One invocation at a time works on a chunk and holds a lease on it: two side by side could
/// read a customer at different times and report different outcomes of a row. The lease lasts until the last call of the
/// invocation has ended.
public final class PendingChunks {
    private final Table table;
    private final String holder;
    private final HistoryLog log;
    private Instant begun;

    /// For one invocation.
    ///
    /// @param imports the Imports table
    public PendingChunks(Table imports) {
        this.table = imports;
        this.holder = imports.deadline().machine().uniqueId();
        this.log = new HistoryLog(imports.log());
        this.begun = imports.deadline().now();
    }

    /// Takes the lease on a chunk. Safe to repeat for the same invocation.
    ///
    /// @return the import as it stands; the chunk is not pending where it was closed before, or the import is in another status
    /// @throws ChunkHeld where another delivery holds the chunk
    /// @throws NoSuchImport where there is no such import
    public HistoryEntry take(ChunkRef chunk) {
        begun = table.deadline().now();
        AttributeValue lease = lease(table.deadline().end());
        Update.Result taken = update(chunk).set(leaseName(chunk), lease)
                .whereIs(ImportItem.STATUS, Attributes.of(chunk.stage().status().name()))
                .whereContains(ImportItem.pending(chunk.stage()), number(chunk))
                .whereAbsentOrBelow(leaseName(chunk) + "." + ImportItem.UNTIL,
                        Attributes.of(table.deadline().now().toEpochMilli()))
                .execute();
        if (taken.item().isEmpty()) {
            log.ofNoImport(chunk);
            throw new NoSuchImport(chunk);
        }
        HistoryEntry entry = ImportItem.read(taken.item());
        boolean held = taken.changed()
                || lease.equals(leases(chunk, taken.item()).get(Integer.toString(chunk.number())));
        if (!held && entry.isPending(chunk)) {
            log.held(chunk);
            throw new ChunkHeld(chunk);
        }
        log.taken(chunk, entry, held);
        return entry;
    }

    /// Closes a chunk: one update removes it from the pending ones, removes its lease and adds its counts and what this delivery has consumed.
    ///
    /// @return the import after that, or nothing where the chunk was closed before, or the import is in another status
    public Optional<HistoryEntry> close(ChunkRef chunk, Counts counts) {
        Update update = update(chunk)
                .delete(ImportItem.pending(chunk.stage()),
                        AttributeValue.fromNs(List.of(Integer.toString(chunk.number()))))
                .remove(leaseName(chunk))
                .whereIs(ImportItem.STATUS, Attributes.of(chunk.stage().status().name()))
                .whereContains(ImportItem.pending(chunk.stage()), number(chunk));
        String path = ImportItem.consumed(chunk.stage());
        ImportItem.counts(counts).forEach((name, count) -> update.increase(path + name, count));
        Consumption consumed = table.meter().take();
        consumed.addTo(update, path);
        Optional<HistoryEntry> closed = update.execute().ifChanged().map(ImportItem::read);
        if (closed.isPresent()) {
            log.closed(chunk, counts, consumed, Duration.between(begun, table.deadline().now()), throttled());
        } else {
            log.closedBefore(chunk);
        }
        return closed;
    }

    /// Shortens the lease: it ends once a call that may still be under way has ended. The same update adds what this delivery has consumed, once
    /// however often it is tried: it takes the lease as it was taken.
    public void giveBack(ChunkRef chunk) {
        Consumption consumed = table.meter().take();
        boolean here = consumed.addTo(update(chunk), ImportItem.consumed(chunk.stage()))
                .set(leaseName(chunk), lease(table.deadline().now().plus(Deadline.MARGIN)))
                .whereIs(leaseName(chunk), lease(table.deadline().end()))
                .execute(table.deadline().forCleanUp().backoff())
                .changed();
        if (here) {
            log.givenBack(chunk, consumed, throttled());
        }
    }

    private long throttled() {
        return table.deadline().throttled().sumThenReset();
    }

    private AttributeValue lease(Instant until) {
        return AttributeValue.fromM(Map.of(ImportItem.HOLDER, Attributes.of(holder), ImportItem.UNTIL,
                Attributes.of(until.toEpochMilli())));
    }

    private static Map<String, AttributeValue> leases(ChunkRef chunk, Map<String, AttributeValue> item) {
        return Attributes.map(item, ImportItem.leases(chunk.stage()));
    }

    private static String leaseName(ChunkRef chunk) {
        return ImportItem.leases(chunk.stage()) + "." + chunk.number();
    }

    private static AttributeValue number(ChunkRef chunk) {
        return AttributeValue.fromN(Integer.toString(chunk.number()));
    }

    private Update update(ChunkRef chunk) {
        return table.update(ImportItem.key(chunk.shop(), chunk.importId()));
    }
}
