package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.Row;

/// The chunks of one file, as temporary files. All rows of a customer go to one chunk and stay in file order there, so that chunks
/// imported side by side give the result of the file applied from top to bottom.
public final class ChunkFiles implements Closeable {
    /// What ImportFunction can import in one go, in its time and memory: see the figures in docs/decisions/11-limits-of-rows.md.
    public static final int MOST_ROWS = 250_000;

    private final ScratchFiles files;
    private final int[] rows;
    private final SharedGzip gzip = new SharedGzip();
    private final List<ChunkWriter> writers = new ArrayList<>();

    /// @param chunks how many the rows of the file are dealt to
    public ChunkFiles(ScratchFiles files, List<String> header, int chunks) throws IOException {
        this.files = files;
        this.rows = new int[chunks];
        for (int number = 0; number < chunks; number++) {
            writers.add(new ChunkWriter(files.write(name(number)), gzip, header));
        }
    }

    /// To be called in file order.
    ///
    /// @throws pointdrop.domain.FileRejected where more than [#MOST_ROWS] would go to one chunk
    public void deal(Row row, List<String> cells) {
        int chunk = row.chunk(rows.length);
        if (++rows[chunk] > MOST_ROWS) {
            throw Rejection.because(Code.TOO_MANY_ROWS,
                    "More than %,d rows, up to row %d with \"%s\", would have to be imported one after the other, as rows of the "
                            + "same customers are. Add up the rows of each customer, or split the file and drop the parts "
                            + "one after the other.",
                    MOST_ROWS, row.number(), row.email() == null ? "" : row.email().value());
        }
        writers.get(chunk).write(row.number(), cells);
    }

    /// The files of the chunks, in the order of their numbers; complete once this is closed.
    public List<Path> paths() {
        return IntStream.range(0, rows.length).mapToObj(number -> files.file(name(number))).toList();
    }

    private static String name(int number) {
        return number + ".csv.gz";
    }

    @Override
    public void close() throws IOException {
        try (gzip) {
            for (ChunkWriter writer : writers) {
                writer.close();
            }
        }
    }
}
