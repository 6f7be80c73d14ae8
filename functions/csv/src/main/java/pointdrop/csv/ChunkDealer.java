package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pointdrop.domain.Row;

/// Writes each row to the chunk that it belongs to, in file order.
public final class ChunkDealer implements Closeable {
    private final ScratchFolder folder;
    private final int chunks;
    private final SortedMap<Integer, ChunkWriter> writers = new TreeMap<>();

    /// @param chunks how many the rows of the file are dealt to
    /// @param wanted numbers of those that are written; rows of others are passed over
    public ChunkDealer(ScratchFolder folder, List<String> header, int chunks, Iterable<Integer> wanted)
            throws IOException {
        this.folder = folder;
        this.chunks = chunks;
        for (int number : wanted) {
            writers.put(number, new ChunkWriter(Files.newOutputStream(path(number)), header));
        }
    }

    public void deal(Row row, List<String> cells) throws IOException {
        ChunkWriter writer = writers.get(row.chunk(chunks));
        if (writer != null) {
            writer.write(row.number(), cells);
        }
    }

    /// The file of a chunk; complete once this is closed.
    public Path path(int number) {
        return folder.file(number + ".csv.gz");
    }

    @Override
    public void close() throws IOException {
        for (ChunkWriter writer : writers.values()) {
            writer.close();
        }
    }
}
