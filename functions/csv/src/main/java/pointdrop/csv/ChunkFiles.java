package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.Row;

/// The chunks of one file, as temporary files. All rows of a customer go to one chunk and stay in file order there, so that chunks
/// imported side by side give the result of the file applied from top to bottom.
public final class ChunkFiles implements Closeable {
    /// What ImportFunction can import in one go, in its time and memory: see the figures in docs/decisions/11-limits-of-rows.md.
    public static final int MOST_ROWS = 250_000;

    private final ScratchFiles files;
    private final int chunks;
    private final int[] rows;
    private final SortedMap<Integer, ChunkWriter> writers = new TreeMap<>();

    /// @param chunks how many the rows of the file are dealt to
    /// @param wanted numbers of the chunks to write; rows of other chunks are skipped
    public ChunkFiles(ScratchFiles files, List<String> header, int chunks, Iterable<Integer> wanted)
            throws IOException {
        this.files = files;
        this.chunks = chunks;
        this.rows = new int[chunks];
        for (int number : wanted) {
            writers.put(number, new ChunkWriter(files.write(name(number)), header));
        }
    }

    /// To be called in file order.
    ///
    /// @throws pointdrop.domain.FileRejected where more than [#MOST_ROWS] would go to one chunk
    public void deal(Row row, List<String> cells) throws IOException {
        int chunk = row.chunk(chunks);
        if (++rows[chunk] > MOST_ROWS) {
            throw Rejection.because(Code.TOO_MANY_ROWS,
                    "More than %,d rows, up to row %d with \"%s\", would have to be imported one after the other, as rows of the "
                            + "same customers are. Add up the rows of each customer, or split the file and drop the parts "
                            + "one after the other.",
                    MOST_ROWS, row.number(), row.email() == null ? "" : row.email().value());
        }
        ChunkWriter writer = writers.get(chunk);
        if (writer != null) {
            writer.write(row.number(), cells);
        }
    }

    /// How many chunks the rows are dealt to.
    public int count() {
        return chunks;
    }

    /// The file of a chunk; complete once this is closed.
    public Path path(int number) {
        return files.file(name(number));
    }

    private static String name(int number) {
        return number + ".csv.gz";
    }

    public InputStream open(int number) {
        try {
            return files.read(name(number));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        for (ChunkWriter writer : writers.values()) {
            writer.close();
        }
    }
}
