package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes a chunk: the rows of some customers as they stand in the file, each after its row number, as gzipped CSV.
final class ChunkWriter implements Closeable {
    private final RecordWriter records;

    /// @param gzip that of all chunks of a file
    ChunkWriter(OutputStream out, SharedGzip gzip, List<String> header) throws IOException {
        this.records = Csv.writer(gzip.open(out));
        records.cell("Row").end(header);
    }

    /// @param number as [pointdrop.domain.Row#number]
    void write(int number, List<String> cells) {
        records.cell(Integer.toString(number)).end(cells);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
