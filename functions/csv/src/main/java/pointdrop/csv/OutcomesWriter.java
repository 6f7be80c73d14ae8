package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.csv.CSVPrinter;

import pointdrop.domain.Columns;
import pointdrop.domain.Outcome;
import pointdrop.domain.Problem;

/// Writes the outcomes of the rows of one chunk, the lasting ledger, as gzipped CSV in file order:
/// `Row,Outcome,Email,Before,Delta,After,Reason,Error` and, for failed rows, the cells of the file.
public final class OutcomesWriter implements Closeable {
    static final int OWN_COLUMNS = 8;

    private final Columns columns;
    private final CSVPrinter printer;

    /// @param columns those of the merchant's file
    public OutcomesWriter(OutputStream out, Columns columns) throws IOException {
        this.columns = columns;
        this.printer = Csv.printer(Csv.gzip(out));
        for (String column : List.of("Row", "Outcome", "Email", "Before", "Delta", "After", "Reason", "Error")) {
            printer.print(column);
        }
        printer.printRecord(columns.header());
    }

    /// @param cells of the row as they stand in the file; all of them are kept only where the row failed
    public void write(Outcome outcome, List<String> cells) throws IOException {
        String reason = columns.reason(cells).orElse("");
        switch (outcome) {
            case Outcome.Changed row -> printer.printRecord(row.row(), "changed", row.email(), row.before(),
                    row.delta(), row.after(), reason, "");
            case Outcome.Unchanged row -> printer.printRecord(row.row(), "unchanged", row.email(), row.balance(), 0,
                    row.balance(), reason, "");
            case Outcome.Failed row -> {
                printer.print(row.row());
                for (String own : List.of("failed", "", "", "", "", reason, error(row.problems()))) {
                    printer.print(own);
                }
                printer.printRecord(cells);
            }
        }
    }

    private static String error(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining(" | "));
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
