package pointdrop.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
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
import pointdrop.storage.ChunkRef;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.DataBucket;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;

/// Imports one chunk: its customers first, then the ledger of its outcomes, then the closing of the chunk. Each step is
/// safe to repeat, and none begins before the one before has ended.
final class ChunkImport {
    private final ImportsTable imports;
    private final ShopsTable shops;
    private final CustomersTable customers;
    private final DataBucket data;
    private final Clock clock;

    ChunkImport(Stores stores, Clock clock) {
        this.imports = stores.imports();
        this.shops = stores.shops();
        this.customers = stores.customers();
        this.data = stores.data();
        this.clock = clock;
    }

    /// @param chunk pending
    /// @return the import as it stands afterwards
    /// @throws RuntimeException where the chunk could not be imported to its end; the next delivery goes on from there
    HistoryEntry run(ChunkRef chunk, HistoryEntry record, Instant deadline) {
        try {
            List<Outcome> outcomes = apply(chunk, record, deadline);
            writeOutcomes(chunk, outcomes);
            return imports.closeChunk(chunk, Counts.of(outcomes))
                    .orElseGet(() -> imports.get(record.shop(), record.id()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<Outcome> apply(ChunkRef chunk, HistoryEntry record, Instant deadline) throws IOException {
        Shop shop = shops.find(record.shop())
                .orElseThrow(() -> new IllegalStateException("Shop " + record.shop() + " is no longer configured"));
        Action action = Action.named(record.action()).orElseThrow();
        RowsByCustomer rows = new RowsByCustomer(CustomersTable.BATCH);
        try (ChunkReader reader = new ChunkReader(data.openChunk(chunk))) {
            RowReader rowReader = new RowReader(Columns.of(action, reader.header()), shop,
                    record.startedAt().atZone(ZoneOffset.UTC).toLocalDate());
            reader.forEachRow((number, cells) -> rows.add(rowReader.read(number, cells)));
        }
        return new CustomerUpdates(customers, action, shop, record, clock, deadline).apply(rows);
    }

    /// Reads the chunk once more, for the cells of failed rows, rather than hold them all in memory.
    private void writeOutcomes(ChunkRef chunk, List<Outcome> outcomes) throws IOException {
        Iterator<Outcome> next = outcomes.iterator();
        try (ScratchFolder folder = new ScratchFolder()) {
            Path file = folder.file("outcomes.csv.gz");
            try (ChunkReader reader = new ChunkReader(data.openChunk(chunk));
                    OutcomesWriter writer = new OutcomesWriter(Files.newOutputStream(file), reader.header())) {
                reader.forEachRow((_, cells) -> writer.write(next.next(), cells));
            }
            data.putOutcomes(chunk, file);
        }
    }
}
