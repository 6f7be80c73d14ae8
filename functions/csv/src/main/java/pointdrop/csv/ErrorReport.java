package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVPrinter;

import pointdrop.domain.Cell;
import pointdrop.domain.Columns;

/// Writes the error report: the file's own columns and `Row` and `Error`, in UTF-8 with a byte order mark, which tells Excel
/// the encoding. Corrected, it can be dropped in again as it is.
public final class ErrorReport implements Closeable {
    private final Columns columns;
    private final int[] kept;
    private final CSVPrinter printer;

    /// @param columns those of the merchant's file; `Row` and `Error` of an earlier report are replaced by the new ones
    /// @param delimiter that of the merchant's file: the merchant's spreadsheet takes no other without being asked
    public ErrorReport(OutputStream out, Columns columns, Delimiter delimiter) throws IOException {
        this.columns = columns;
        this.kept = IntStream.range(0, columns.header().size()).filter(i -> !columns.isReportColumn(i)).toArray();
        this.printer = Csv.printerForSpreadsheets(out, delimiter);
        List<String> header = new ArrayList<>();
        IntStream.of(kept).mapToObj(columns.header()::get).map(Cell::escape).forEach(header::add);
        header.addAll(List.of("Row", "Error"));
        printer.printRecord(header);
    }

    public void write(FailedRow row) throws IOException {
        List<Object> line = new ArrayList<>();
        IntStream.of(kept).mapToObj(i -> cell(row.cells(), i)).forEach(line::add);
        line.add(row.number());
        line.add(Cell.escape(row.error()));
        surplus(row).map(Cell::unescape).map(Cell::escape).forEach(line::add);
        printer.printRecord(line);
    }

    /// Cells beyond the last column. They are written after the error, so that the row, dropped in again as it is, fails
    /// again rather than being applied without them.
    private Stream<String> surplus(FailedRow row) {
        return row.cells().stream().skip(columns.header().size());
    }

    private String cell(List<String> cells, int column) {
        String cell = column < cells.size() ? cells.get(column) : "";
        return columns.isNumber(column) ? Cell.escapeNumber(cell) : Cell.escape(Cell.unescape(cell));
    }

    public void flush() throws IOException {
        printer.flush();
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
