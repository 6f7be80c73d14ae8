package pointdrop.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import pointdrop.csv.ChunkReader;
import pointdrop.csv.OutcomesWriter;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Counts;
import pointdrop.domain.Outcome;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowReader;
import pointdrop.domain.Rules;
import pointdrop.mail.Services;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.PendingChunks;
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

    private interface RowsToOutcomes extends BiFunction<CustomerUpdates, ChunkRows, List<Outcome>> {}

    /// Imports or reviews a chunk unless it is closed, and finishes that with the last one. A chunk of an import that is too old is
    /// closed as one that was given up.
    ///
    /// @throws RuntimeException where a step failed; the next delivery continues there
    void run(ChunkRef chunk) {
        process(chunk, released(chunk), CustomerUpdates::apply);
    }

    /// Closes a chunk that was given up: rows that no delivery applied are reported as `NOT_PROCESSED`. Where its review was given up, the
    /// import fails, and nothing is changed.
    void abandon(ChunkRef chunk) {
        switch (chunk.stage()) {
            case IMPORT -> process(chunk, released(chunk), CustomerUpdates::findApplied);
            case REVIEW -> {
                HistoryEntry entry = stores.imports().get(chunk.shop(), chunk.importId());
                importEnd.run(entry.isPending(chunk) ? stores.imports().fail(entry, Rejection.GIVEN_UP) : entry);
            }
        }
    }

    /// The same for a chunk of an import that was never released.
    void abandonUnreleased(ChunkRef chunk, HistoryEntry entry) {
        process(chunk, () -> stores.stagedChunks().open(chunk, entry), CustomerUpdates::findApplied);
    }

    private Supplier<InputStream> released(ChunkRef chunk) {
        return () -> stores.data().openChunk(chunk);
    }

    private void process(ChunkRef chunk, Supplier<InputStream> source, RowsToOutcomes processing) {
        HistoryEntry entry = chunks.take(chunk);
        importEnd.run(entry.isPending(chunk) ? processTaken(chunk, entry, source, processing) : entry);
    }

    private HistoryEntry processTaken(ChunkRef chunk, HistoryEntry entry, Supplier<InputStream> source,
            RowsToOutcomes processing) {
        try {
            Rules rules = entry.rules();
            ChunkRows rows = read(source, rules);
            List<Outcome> outcomes = decide(chunk, entry, processing, rows);
            writeOutcomes(chunk, source, rules, outcomes);
            Counts counts = Counts.of(outcomes).withRepeatedEmails(rows.repeatedEmails());
            return chunks.close(chunk, counts).orElseGet(() -> stores.imports().get(chunk.shop(), chunk.importId()));
        } catch (IOException broken) {
            throw giveBack(chunk, new UncheckedIOException(broken));
        } catch (RuntimeException failed) {
            throw giveBack(chunk, failed);
        }
    }

    private List<Outcome> decide(ChunkRef chunk, HistoryEntry entry, RowsToOutcomes processing, ChunkRows rows) {
        return switch (chunk.stage()) {
            case REVIEW -> processing.apply(
                    new CustomerUpdates(stores.customers().forReview(), stores.deadline(), entry), rows);
            case IMPORT -> {
                RowsToOutcomes timely = entry.isTooOld(stores.deadline().now())
                        ? CustomerUpdates::findApplied
                        : processing;
                yield timely.apply(new CustomerUpdates(stores.customers(), stores.deadline(), entry), rows);
            }
        };
    }

    private RuntimeException giveBack(ChunkRef chunk, RuntimeException failed) {
        try {
            chunks.giveBack(chunk);
        } catch (RuntimeException unanswered) {
            failed.addSuppressed(unanswered);
        }
        return failed;
    }

    private static ChunkRows read(Supplier<InputStream> source, Rules rules) throws IOException {
        ChunkRows rows = new ChunkRows(CustomersTable.BATCH_SIZE);
        try (InputStream bytes = source.get(); ChunkReader chunk = new ChunkReader(bytes)) {
            RowReader reader = rules.reader(chunk.header());
            chunk.forEachRow((number, cells) -> rows.add(reader.read(number, cells)));
        }
        return rows;
    }

    /// Reads the chunk once more for the cells of failed rows, rather than holding all cells in memory.
    private void writeOutcomes(ChunkRef chunk, Supplier<InputStream> source, Rules rules,
            List<Outcome> outcomes)
            throws IOException {
        Iterator<Outcome> next = outcomes.iterator();
        try (ScratchFiles files = new ScratchFiles()) {
            String name = "outcomes.csv.gz";
            try (InputStream bytes = source.get();
                    ChunkReader reader = new ChunkReader(bytes);
                    OutcomesWriter writer = new OutcomesWriter(files.write(name),
                            rules.reader(reader.header()).columns())) {
                reader.forEachRow((_, cells) -> writer.write(next.next(), cells));
            }
            stores.data().putOutcomes(chunk, files.file(name));
        }
    }
}
