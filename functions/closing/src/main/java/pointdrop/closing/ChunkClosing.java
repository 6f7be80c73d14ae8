package pointdrop.closing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import pointdrop.closing.RowOutcomes.Assignment;
import pointdrop.csv.ChunkReader;
import pointdrop.csv.OutcomesWriter;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.Counts;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Outcome;
import pointdrop.domain.RowReader;
import pointdrop.domain.Shop;
import pointdrop.mail.Notifier;
import pointdrop.storage.ChunkLease;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Stores;

/// Takes a chunk to its end: its customers first, then the ledger of its outcomes, then the closing of the chunk, then, with
/// the last one, the end of the import. Each step is safe to repeat, and none begins before the one before has ended.
public final class ChunkClosing {
    private final Stores stores;
    private final ImportsTable imports;
    private final Finish finish;

    /// @param stores with the patience of one invocation
    public ChunkClosing(Stores stores, Notifier notifier, Clock clock) {
        this.stores = stores;
        this.imports = stores.imports();
        this.finish = new Finish(stores, notifier, clock);
    }

    /// Closes a chunk that has been released.
    public void close(ChunkRef chunk, RowOutcomes outcomes) {
        close(chunk, () -> stores.data().openChunk(chunk), outcomes);
    }

    /// Closes a chunk unless it is closed, and the import with the last one.
    ///
    /// @throws RuntimeException where that could not be done to its end; the next delivery goes on from there
    public void close(ChunkRef chunk, ChunkSource source, RowOutcomes outcomes) {
        HistoryEntry entry = imports.get(chunk.shop(), chunk.importId());
        if (entry.pendingChunks().contains(chunk.number())) {
            entry = closePending(chunk, entry, source, outcomes);
        }
        finishIfDone(entry);
    }

    /// Closes an import whose chunks are all closed; whoever closed the last one may have died.
    public void finishIfDone(HistoryEntry entry) {
        if (entry.pendingChunks().isEmpty()) {
            finish.run(entry);
        }
    }

    private HistoryEntry closePending(ChunkRef chunk, HistoryEntry entry, ChunkSource source, RowOutcomes outcomes) {
        Optional<ChunkLease> taken = ChunkLease.take(imports, chunk, stores.patience());
        if (taken.isPresent()) {
            try (ChunkLease lease = taken.get()) {
                Stores held = stores.with(stores.patience().behind(lease::awaitHeld));
                List<Outcome> decided = decide(entry, source, outcomes, held);
                lease.awaitHeld();
                writeOutcomes(chunk, source, decided);
                Optional<HistoryEntry> closed = held.imports().closeChunk(chunk, Counts.of(decided));
                if (closed.isPresent()) {
                    return closed.get();
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return imports.get(chunk.shop(), chunk.importId());
    }

    private static List<Outcome> decide(HistoryEntry entry, ChunkSource source, RowOutcomes outcomes, Stores held)
            throws IOException {
        Shop shop = held.shops()
                .find(entry.shop())
                .orElseThrow(() -> new IllegalStateException("Shop " + entry.shop() + " is no longer configured"));
        Action action = Action.named(entry.action()).orElseThrow();
        RowsByCustomer rows = new RowsByCustomer(CustomersTable.BATCH);
        try (ChunkReader reader = new ChunkReader(source.open())) {
            RowReader rowReader = new RowReader(Columns.of(action, reader.header()), shop, entry.day());
            reader.forEachRow((number, cells) -> rows.add(rowReader.read(number, cells)));
        }
        return outcomes.of(rows, new Assignment(entry, action, shop, held.customers()));
    }

    /// Reads the chunk once more, for the cells of failed rows, rather than hold them all in memory.
    private void writeOutcomes(ChunkRef chunk, ChunkSource source, List<Outcome> outcomes) throws IOException {
        Iterator<Outcome> next = outcomes.iterator();
        try (ScratchFolder folder = new ScratchFolder()) {
            Path file = folder.file("outcomes.csv.gz");
            try (ChunkReader reader = new ChunkReader(source.open());
                    OutcomesWriter writer = new OutcomesWriter(Files.newOutputStream(file), reader.header())) {
                reader.forEachRow((_, cells) -> writer.write(next.next(), cells));
            }
            stores.data().putOutcomes(chunk, file);
        }
    }
}
