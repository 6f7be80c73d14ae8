package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVPrinter;

/// Writes the outcomes of the rows of one chunk, the lasting ledger, as gzipped CSV in file order: the columns of [LedgerColumn] and,
/// for failed rows, the cells of the file.
public final class OutcomesWriter implements Closeable {
    private final CSVPrinter printer;

    /// @param header of the file
    public OutcomesWriter(OutputStream out, List<String> header) throws IOException {
        this.printer = Csv.printer(Csv.gzip(out));
        printer.printRecord(Stream.concat(ownHeader().stream(), header.stream()));
    }

    /// The header of what is written about a row, before that of the file.
    public static List<String> ownHeader() {
        return Arrays.stream(LedgerColumn.values()).map(LedgerColumn::title).toList();
    }

    public void write(LedgerLine line) throws IOException {
        for (String cell : line.own()) {
            printer.print(cell);
        }
        printer.printRecord(line.cells());
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
