package pointdrop.validate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.csv.ChunkDealer;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.Row;

/// The chunks of one file. All rows of a customer go to one chunk and stay in file order there, so that chunks can be
/// imported side by side and the result is that of the file from top to bottom.
final class ChunkFiles implements Closeable {
    /// By so many rows the size of the others is told.
    private static final int SAMPLE_ROWS = 1_000;

    private record Sampled(Row row, List<String> cells) {}

    private final ScratchFolder folder;
    private final List<String> header;
    private final long size;
    private final ChunkPlan plan;
    private final List<Sampled> sample = new ArrayList<>();
    private long sampledBytes;
    private List<Path> paths = List.of();
    private @Nullable ChunkDealer dealer;

    /// @param size of the file in bytes
    /// @param plan how many chunks to make
    ChunkFiles(ScratchFolder folder, List<String> header, long size, ChunkPlan plan) {
        this.folder = folder;
        this.header = header;
        this.size = size;
        this.plan = plan;
    }

    void deal(Row row, List<String> cells) throws IOException {
        if (dealer != null) {
            dealer.deal(row, cells);
            return;
        }
        sample.add(new Sampled(row, cells));
        sampledBytes += cells.stream().mapToInt(cell -> cell.length() + 1).sum();
        if (sample.size() == SAMPLE_ROWS) {
            dealer = open();
        }
    }

    /// Decides on the number of chunks and deals what was held back until then.
    private ChunkDealer open() throws IOException {
        long rows = sample.size() < SAMPLE_ROWS ? sample.size() : size * SAMPLE_ROWS / sampledBytes;
        int chunks = plan.chunks(rows);
        List<Integer> all = IntStream.range(0, chunks).boxed().toList();
        ChunkDealer opened = new ChunkDealer(folder, header, chunks, all);
        paths = all.stream().map(opened::path).toList();
        for (Sampled held : sample) {
            opened.deal(held.row(), held.cells());
        }
        sample.clear();
        return opened;
    }

    /// By number of the chunk; complete once this is closed.
    List<Path> paths() {
        return paths;
    }

    @Override
    public void close() throws IOException {
        if (dealer == null) {
            dealer = open();
        }
        dealer.close();
    }
}
