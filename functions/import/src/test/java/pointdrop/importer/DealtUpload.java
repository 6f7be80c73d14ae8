package pointdrop.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pointdrop.csv.ChunkWriter;
import pointdrop.csv.Encoding;
import pointdrop.csv.MerchantFile;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.ImportId;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.StoredObject;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.Environment;
import pointdrop.storage.Stores;

/// An upload in the state in which the validation leaves it: history and chunks are there, nothing is imported.
record DealtUpload(Deployment deployment, HistoryEntry record) {
    /// @param file CSV; its rows are dealt by the address in the first column
    static DealtUpload of(Deployment deployment, String action, String file, int chunks) throws IOException {
        Stores stores = Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()));
        Instant now = Instant.now();
        HistoryEntry begun = stores.imports()
                .begin(HistoryEntry.begin("demo", ImportId.of("uploads", file, action, now), action, "file.csv", null,
                        now));
        try (ScratchFolder folder = new ScratchFolder();
                MerchantFile read = MerchantFile.open(new ByteArrayInputStream(file.getBytes(UTF_8)),
                        Encoding.UTF_8)) {
            List<ChunkWriter> writers = new ArrayList<>();
            for (int number = 0; number < chunks; number++) {
                writers.add(new ChunkWriter(Files.newOutputStream(path(folder, number)), read.header()));
            }
            int[] rows = {0};
            read.forEachRow((number, cells) -> {
                int hash = cells.getFirst().strip().toLowerCase(Locale.ROOT).hashCode();
                writers.get(Math.floorMod(hash, chunks)).write(number, cells);
                rows[0]++;
            });
            HistoryEntry importing = stores.imports()
                    .startImporting(begun, new Summary(read.header().size(), List.of(), rows[0], rows[0], 0, "UTF-8",
                            "comma", List.of()), chunks);
            for (int number = 0; number < chunks; number++) {
                writers.get(number).close();
                stores.data().putChunk(new ChunkRef("demo", begun.id(), number), path(folder, number));
            }
            return new DealtUpload(deployment, importing);
        }
    }

    private static Path path(ScratchFolder folder, int number) {
        return folder.file(number + ".csv.gz");
    }

    /// The queue message of a chunk.
    String message(int chunk) {
        StoredObject object = new StoredObject(deployment.dataBucket(),
                "chunks/demo/%s/%d.csv.gz".formatted(record.id(), chunk), "", "etag", 1, Instant.now());
        return Events.sqs("ChunksQueue", "message", Events.s3(object), 1);
    }

    /// The import as it stands now.
    HistoryEntry now() {
        return Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()))
                .imports()
                .get("demo", record.id());
    }
}
