package pointdrop.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pointdrop.csv.ChunkFiles;
import pointdrop.csv.ChunkReader;
import pointdrop.csv.Encoding;
import pointdrop.csv.MerchantFile;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Row;
import pointdrop.domain.RowReader;
import pointdrop.domain.Rules;
import pointdrop.domain.Summary;
import pointdrop.emulators.Aws;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import pointdrop.storage.Validated;

/// An upload as the validation leaves it: entry and chunks exist, nothing is imported.
record DealtUpload(Deployment deployment, TestClock clock, StoredObject object, HistoryEntry entry) {
    /// @param file CSV
    static DealtUpload of(Deployment deployment, String action, String file, int chunks) throws IOException {
        return of(deployment, new TestClock(), action, file, chunks);
    }

    /// The same for a function with a clock of its own.
    static DealtUpload of(Deployment deployment, TestClock clock, String action, String file, int chunks)
            throws IOException {
        Stores stores = stores(deployment, clock);
        StoredObject object = deployment.upload("imports/demo/" + action + "/file.csv", file);
        Origin origin = Origin.of(new Upload(object.bucket(), object.key(), object.version(), object.time()),
                Optional.empty(), Optional.empty(), Optional.empty());
        Rules rules = origin.rules(stores.shops().find("demo").orElseThrow().rules());
        int[] rows = {0};
        try (ScratchFiles files = new ScratchFiles();
                MerchantFile read = MerchantFile.open(new ByteArrayInputStream(file.getBytes(UTF_8)),
                        Encoding.UTF_8, rules.action())) {
            RowReader reader = rules.reader(read.header());
            ChunkFiles dealt = new ChunkFiles(files, read.header(), chunks);
            try (dealt) {
                read.forEachRow((number, cells) -> {
                    dealt.deal(reader.read(number, cells), cells);
                    rows[0]++;
                });
            }
            HistoryEntry begun = stores.imports().begin(origin);
            Summary summary = new Summary(read.header().size(), List.of(), rows[0], rows[0], "UTF-8",
                    read.delimiter().label(), List.of());
            String staged = stores.stagedChunks().put(begun, dealt.paths());
            HistoryEntry importing = stores.imports()
                    .startImporting(begun, new Validated(summary, rules.shop(), "sha256", staged, chunks));
            stores.stagedChunks().release(importing);
            return new DealtUpload(deployment, clock, object, importing);
        }
    }

    static Stores stores(Deployment deployment, TestClock clock) {
        return stores(deployment, deployment.aws(), clock);
    }

    /// @param clients that the calls are made by
    static Stores stores(Deployment deployment, Aws clients, TestClock clock) {
        return Stores.of(clients.s3(), clients.dynamoDb(), new Environment(deployment.environment()),
                Machine.withClock(clock));
    }

    String chunkKey(int chunk) {
        return String.format(Locale.ROOT, "chunks/demo/%s/%d.csv.gz", entry.id(), chunk);
    }

    /// The queue message of a chunk.
    String message(int chunk) {
        StoredObject put = new StoredObject(deployment.dataBucket(), chunkKey(chunk), "", "etag", 1, Instant.now());
        return Events.sqs("ChunksQueue", "message", Events.s3(put), 1);
    }

    /// Does what a delivery does that crashes once the rows of one customer are written.
    void applyRowsOf(String email, int chunk) throws IOException {
        Stores stores = stores(deployment, clock);
        ChunkRows<Row> rows = new ChunkRows<>(1);
        try (ChunkReader read = new ChunkReader(new ByteArrayInputStream(deployment.data(chunkKey(chunk))))) {
            RowReader reader = entry.rules().reader(read.header());
            read.forEachRow((number, cells) -> {
                Row row = reader.read(number, cells);
                if (new EmailAddress(email).equals(row.email())) {
                    rows.add(row);
                }
            });
        }
        new CustomerUpdates<>(stores.customers(), stores.deadline(), entry, new FileFormat(entry.rules())).apply(rows);
    }

    /// The import as it stands now.
    HistoryEntry now() {
        return stores(deployment, clock).imports().get("demo", entry.id());
    }
}
