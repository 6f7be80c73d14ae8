package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.csv.CSVPrinter;

import pointdrop.domain.Outcome;
import pointdrop.domain.Problem;

/// Writes the outcomes of the rows of one chunk, the lasting ledger, as gzipped CSV in file order:
/// `Row,Outcome,Email,Before,Delta,After,Error` and, for failed rows, the cells of the file.
public final class OutcomesWriter implements Closeable {
    static final int OWN_COLUMNS = 7;

    private final CSVPrinter printer;

    public OutcomesWriter(OutputStream out, List<String> header) throws IOException {
        this.printer = Csv.printer(Csv.gzip(out));
        for (String column : List.of("Row", "Outcome", "Email", "Before", "Delta", "After", "Error")) {
            printer.print(column);
        }
        printer.printRecord(header);
    }

    /// @param cells of the row as they stand in the file; kept only where the row failed
    public void write(Outcome outcome, List<String> cells) throws IOException {
        switch (outcome) {
            case Outcome.Changed row -> printer.printRecord(row.row(), "changed", row.email(), row.before(),
                    row.delta(), row.after(), "");
            case Outcome.Unchanged row -> printer.printRecord(row.row(), "unchanged", row.email(), row.balance(), 0,
                    row.balance(), "");
            case Outcome.Failed row -> {
                printer.print(row.row());
                for (String own : List.of("failed", "", "", "", "", error(row.problems()))) {
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
