package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

import pointdrop.domain.Cell;
import pointdrop.domain.Columns;

/// Writes the error report: the file's own columns and `Row` and `Error`, in UTF-8 with a byte order mark, which tells Excel
/// the encoding. Corrected, it can be dropped in again as it is.
public final class ErrorReport implements Closeable {
    private final Columns columns;
    private final int[] kept;
    private final RecordWriter records;

    /// @param columns those of the merchant's file; `Row` and `Error` of an earlier report are replaced by the new ones
    /// @param delimiter that of the merchant's file: the merchant's spreadsheet takes no other without being asked
    public ErrorReport(OutputStream out, Columns columns, Delimiter delimiter) throws IOException {
        this.columns = columns;
        this.kept = IntStream.range(0, columns.header().size()).filter(i -> !columns.isReportColumn(i)).toArray();
        this.records = Csv.forSpreadsheets(out, delimiter);
        for (int column : kept) {
            records.cell(Cell.escape(columns.header().get(column)));
        }
        records.cell("Row").cell("Error").end();
    }

    /// Cells beyond the last column are written after the error, so that the row, dropped in again as it is, fails again rather than being applied
    /// without them.
    public void write(FailedRow row) {
        for (int column : kept) {
            records.cell(cell(row.cells(), column));
        }
        records.cell(Integer.toString(row.number())).cell(Cell.escape(row.error()));
        for (int column = columns.header().size(); column < row.cells().size(); column++) {
            records.cell(Cell.escape(Cell.unescape(row.cells().get(column))));
        }
        records.end();
    }

    private String cell(List<String> cells, int column) {
        String cell = column < cells.size() ? cells.get(column) : "";
        return columns.isNumber(column) ? Cell.escapeNumber(cell) : Cell.escape(Cell.unescape(cell));
    }

    public void flush() throws IOException {
        records.flush();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
