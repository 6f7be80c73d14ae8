package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Writes the outcomes of the rows of one chunk, the lasting ledger, as gzipped CSV in file order: the columns of [LedgerColumn] and,
/// for failed rows, the cells of the file.
public final class OutcomesWriter implements Closeable {
    private final RecordWriter records;

    /// @param header of the file
    public OutcomesWriter(OutputStream out, List<String> header) throws IOException {
        this.records = Csv.writer(Csv.gzip(out));
        records.cells(ownHeader()).end(header);
    }

    /// The header of what is written about a row, before that of the file.
    public static List<String> ownHeader() {
        return Arrays.stream(LedgerColumn.values()).map(LedgerColumn::title).toList();
    }

    public void write(LedgerLine line) {
        records.cells(line.own()).end(line.cells());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
