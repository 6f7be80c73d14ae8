package pointdrop.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import pointdrop.csv.ChunkFiles;
import pointdrop.csv.Encoding;
import pointdrop.csv.MerchantFile;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.Action;
import pointdrop.domain.ImportId;
import pointdrop.domain.RowReader;
import pointdrop.domain.Rules;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.StoredObject;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Stores;

/// An upload in the state in which the validation leaves it: history and chunks are there, nothing is imported.
record DealtUpload(Deployment deployment, HistoryEntry entry) {
    /// @param file CSV
    static DealtUpload of(Deployment deployment, String action, String file, int chunks) throws IOException {
        Stores stores = stores(deployment);
        Instant now = Instant.now();
        Origin origin = new Origin(Kind.IMPORT, "demo", ImportId.of("uploads", file, action, now), action, "file.csv",
                null, now);
        Rules rules = new Rules(Action.named(action).orElseThrow(), stores.shops().find("demo").orElseThrow(),
                origin.day());
        int[] rows = {0};
        try (ScratchFolder folder = new ScratchFolder();
                MerchantFile read = MerchantFile.open(new ByteArrayInputStream(file.getBytes(UTF_8)),
                        Encoding.UTF_8)) {
            RowReader reader = rules.reader(read.header());
            ChunkFiles dealt = new ChunkFiles(folder, read.header(), chunks,
                    IntStream.range(0, chunks).boxed().toList());
            try (dealt) {
                read.forEachRow((number, cells) -> {
                    dealt.deal(reader.read(number, cells), cells);
                    rows[0]++;
                });
            }
            HistoryEntry importing = stores.imports()
                    .startImporting(stores.imports().begin(origin), new Summary(read.header().size(), List.of(),
                            rows[0], rows[0], "UTF-8", "comma", List.of()), chunks);
            for (ChunkRef chunk : importing.chunks()) {
                stores.data().putChunk(chunk, dealt.path(chunk.number()));
            }
            return new DealtUpload(deployment, importing);
        }
    }

    private static Stores stores(Deployment deployment) {
        return Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()),
                Clock.systemUTC());
    }

    /// The queue message of a chunk.
    String message(int chunk) {
        StoredObject object = new StoredObject(deployment.dataBucket(),
                "chunks/demo/%s/%d.csv.gz".formatted(entry.id(), chunk), "", "etag", 1, Instant.now());
        return Events.sqs("ChunksQueue", "message", Events.s3(object), 1);
    }

    /// The import as it stands now.
    HistoryEntry now() {
        return stores(deployment).imports().get("demo", entry.id());
    }
}
