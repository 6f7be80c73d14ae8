package pointdrop.validate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pointdrop.csv.ChunkWriter;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Row;

/// The chunks of one file. All rows of a customer go to one chunk and stay in file order there, so that chunks can be
/// imported side by side and the result is that of the file from top to bottom.
final class ChunkFiles implements Closeable {
    /// Small enough for a function to import in minutes, large enough to make few of them.
    static final int ROWS_PER_CHUNK = 25_000;
    /// Each is an open compressor while the file is read, about 300 KB.
    static final int MOST_CHUNKS = 256;
    /// By so many rows the size of the others is told.
    private static final int SAMPLE_ROWS = 1_000;
    /// The partition of a customer's item uses the lowest five bits of the hash; a chunk shall hold customers of all.
    private static final int BITS_OF_PARTITION = 5;

    private record Sampled(Row row, List<String> cells) {}

    private final ScratchFolder folder;
    private final List<String> header;
    private final long size;
    private final List<Sampled> sample = new ArrayList<>();
    private long sampledBytes;
    private List<Path> paths = List.of();
    private final List<ChunkWriter> writers = new ArrayList<>();

    /// @param size of the file in bytes
    ChunkFiles(ScratchFolder folder, List<String> header, long size) {
        this.folder = folder;
        this.header = header;
        this.size = size;
    }

    void deal(Row row, List<String> cells) throws IOException {
        if (writers.isEmpty()) {
            sample.add(new Sampled(row, cells));
            sampledBytes += cells.stream().mapToInt(cell -> cell.length() + 1).sum();
            if (sample.size() == SAMPLE_ROWS) {
                open();
            }
        } else {
            write(row, cells);
        }
    }

    /// Decides on the number of chunks, the same for the same file, and writes what was held back until then.
    private void open() throws IOException {
        long rows = sample.size() < SAMPLE_ROWS ? sample.size() : size * SAMPLE_ROWS / sampledBytes;
        int chunks = Math.clamp(Math.ceilDiv(rows, ROWS_PER_CHUNK), 1, MOST_CHUNKS);
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < chunks; number++) {
            Path file = folder.file(number + ".csv.gz");
            files.add(file);
            writers.add(new ChunkWriter(Files.newOutputStream(file), header));
        }
        paths = List.copyOf(files);
        for (Sampled held : sample) {
            write(held.row(), held.cells());
        }
        sample.clear();
    }

    private void write(Row row, List<String> cells) throws IOException {
        EmailAddress email = row.email();
        long hash = email == null ? row.number() : email.hash() >>> BITS_OF_PARTITION;
        writers.get((int) (hash % writers.size())).write(row.number(), cells);
    }

    /// By number of the chunk; complete once this is closed.
    List<Path> paths() {
        return paths;
    }

    @Override
    public void close() throws IOException {
        if (writers.isEmpty()) {
            open();
        }
        for (ChunkWriter writer : writers) {
            writer.close();
        }
    }
}
