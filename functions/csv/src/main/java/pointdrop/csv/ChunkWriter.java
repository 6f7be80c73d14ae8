package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.apache.commons.csv.CSVPrinter;

/// Writes a chunk: the rows of some customers as they stand in the file, each after its row number, as gzipped CSV.
public final class ChunkWriter implements Closeable {
    private final CSVPrinter printer;

    public ChunkWriter(OutputStream out, List<String> header) throws IOException {
        this.printer = Csv.printer(Csv.gzip(out));
        printer.print("Row");
        printer.printRecord(header);
    }

    /// @param number as [pointdrop.domain.Row#number]
    public void write(int number, List<String> cells) throws IOException {
        printer.print(number);
        printer.printRecord(cells);
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
