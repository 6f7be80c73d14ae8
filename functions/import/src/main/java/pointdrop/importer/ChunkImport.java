package pointdrop.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

import pointdrop.csv.ScratchFiles;
import pointdrop.domain.AnyRow;
import pointdrop.domain.Counts;
import pointdrop.domain.Outcome;
import pointdrop.domain.Rejection;
import pointdrop.mail.Services;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.Customers;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.PendingChunks;
import pointdrop.storage.Stage;
import pointdrop.storage.Stores;

/// Imports or reviews a chunk: updates its customers, writes its outcomes, closes it, and with the last chunk finishes the import or the
/// review. Each step is safe to repeat, and none begins before the previous one has ended.
final class ChunkImport {
    private final Stores stores;
    private final PendingChunks chunks;
    private final ImportEnd importEnd;

    ChunkImport(Services services) {
        this.stores = services.stores();
        this.chunks = stores.pendingChunks();
        this.importEnd = new ImportEnd(services);
    }

    /// What becomes of the rows of a chunk.
    private enum Processing {
        APPLY,
        GIVE_UP
    }

    /// Imports or reviews a chunk unless it is closed, and finishes that with the last one. A chunk of an import that is too old is
    /// closed as one that was given up.
    ///
    /// @throws RuntimeException where a step failed; the next delivery continues there
    void run(ChunkRef chunk) {
        process(chunk, released(chunk), Processing.APPLY);
    }

    /// Closes a chunk that was given up: rows that no delivery applied are reported as `NOT_PROCESSED`. Where its review was given up, the
    /// import fails, and nothing is changed.
    void abandon(ChunkRef chunk) {
        switch (chunk.stage()) {
            case IMPORT -> process(chunk, released(chunk), Processing.GIVE_UP);
            case REVIEW -> {
                HistoryEntry entry = stores.imports().get(chunk.shop(), chunk.importId());
                importEnd.run(entry.isPending(chunk) ? stores.imports().fail(entry, Rejection.GIVEN_UP) : entry);
            }
        }
    }

    /// The same for a chunk of an import that was never released.
    void abandonUnreleased(ChunkRef chunk, HistoryEntry entry) {
        process(chunk, () -> stores.stagedChunks().open(chunk, entry), Processing.GIVE_UP);
    }

    private Supplier<InputStream> released(ChunkRef chunk) {
        return () -> stores.data().openChunk(chunk);
    }

    private void process(ChunkRef chunk, Supplier<InputStream> source, Processing processing) {
        HistoryEntry entry = chunks.take(chunk);
        importEnd.run(entry.isPending(chunk) ? processTaken(chunk, entry, source, processing) : entry);
    }

    private HistoryEntry processTaken(ChunkRef chunk, HistoryEntry entry, Supplier<InputStream> source,
            Processing processing) {
        try {
            Counts counts = decide(ChunkFormat.of(entry), chunk, entry, source, processing);
            return chunks.close(chunk, counts).orElseGet(() -> stores.imports().get(chunk.shop(), chunk.importId()));
        } catch (IOException broken) {
            throw giveBack(chunk, new UncheckedIOException(broken));
        } catch (RuntimeException failed) {
            throw giveBack(chunk, failed);
        }
    }

    /// Decides on the rows, and writes down what became of each.
    private <R extends AnyRow> Counts decide(ChunkFormat<R> format, ChunkRef chunk, HistoryEntry entry,
            Supplier<InputStream> source, Processing processing) throws IOException {
        ChunkRows<R> rows = new ChunkRows<>(CustomersTable.BATCH_SIZE);
        try (InputStream bytes = source.get()) {
            format.read(bytes, rows::add);
        }
        Customers customers = chunk.stage() == Stage.REVIEW ? stores.customers().forReview() : stores.customers();
        CustomerUpdates<R> updates = new CustomerUpdates<>(customers, stores.deadline(), entry, format);
        boolean givenUp = processing == Processing.GIVE_UP
                || (chunk.stage() == Stage.IMPORT && entry.isTooOld(stores.deadline().now()));
        List<Outcome> outcomes = givenUp ? updates.findApplied(rows) : updates.apply(rows);
        try (ScratchFiles files = new ScratchFiles()) {
            String name = "outcomes.csv.gz";
            try (InputStream bytes = source.get()) {
                format.write(bytes, outcomes.iterator(), files.write(name));
            }
            stores.data().putOutcomes(chunk, files.file(name));
        }
        return Counts.of(outcomes).withRepeatedEmails(rows.repeatedEmails());
    }

    private RuntimeException giveBack(ChunkRef chunk, RuntimeException failed) {
        try {
            chunks.giveBack(chunk);
        } catch (RuntimeException unanswered) {
            failed.addSuppressed(unanswered);
        }
        return failed;
    }
}
