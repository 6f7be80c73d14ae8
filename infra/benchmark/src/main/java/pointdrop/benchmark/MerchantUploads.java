package pointdrop.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import pointdrop.emulators.StoredObject;
import pointdrop.storage.HistoryEntry;

/// Files of a merchant in the uploads bucket, and their validation. A row has 54 bytes on average: a file of 1 GiB, the largest, has nearly 20 million
/// rows, the most.
final class MerchantUploads {
    private static final int CUSTOMERS = 20_000_000;

    private final Machine machine;
    private final InProcess functions;

    MerchantUploads(Machine machine, InProcess functions) {
        this.machine = machine;
        this.functions = functions;
    }

    /// Puts a file of a size. The action sets points, so that the same file may be imported again.
    StoredObject put(long bytes) {
        try {
            Path file = machine.folder().resolve(bytes + ".csv");
            if (Files.notExists(file)) {
                write(file, bytes);
            }
            return machine.deployment().upload("imports/demo/reset-points/file.csv", file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void write(Path file, long bytes) throws IOException {
        Random random = new Random(1);
        try (Writer out = Files.newBufferedWriter(file)) {
            String line = "Email,Points,Reason\n";
            long left = bytes;
            while (line.length() <= left) {
                out.write(line);
                left -= line.length();
                line = String.format(Locale.ROOT, "customer%d@example.com,%d,Bonus of spring %d\n",
                        random.nextInt(CUSTOMERS), random.nextInt(2500), 2000 + random.nextInt(30));
            }
        }
    }

    /// Validates an upload as ValidateFunction does.
    HistoryEntry validate(StoredObject upload) {
        HistoryEntry entry = functions.validate(upload);
        if (entry.progress().chunks() == 0) {
            throw new IllegalStateException("The file was not validated: " + entry.message());
        }
        return entry;
    }
}
