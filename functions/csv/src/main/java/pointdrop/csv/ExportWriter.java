package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Cell;
import pointdrop.domain.ListedCustomer;
import pointdrop.domain.Problem;
import pointdrop.domain.RowProblem;
import pointdrop.domain.Summary;

/// Writes customers as `Email,Name,Membership Type,Points,Birthday,Created Date`, in UTF-8 with a byte order mark. Every
/// import understands it.
public final class ExportWriter implements Closeable {
    private static final List<String> HEADER = List.of("Email", "Name", "Membership Type", "Points", "Birthday",
            "Created Date");

    private final RecordWriter records;
    private final Delimiter delimiter;
    private final List<RowProblem> problems = new ArrayList<>();
    private long rows;
    private long validRows;

    public ExportWriter(OutputStream out, Delimiter delimiter) throws IOException {
        this.records = Csv.forSpreadsheets(out, delimiter);
        this.delimiter = delimiter;
        records.end(HEADER);
    }

    /// What cannot be read becomes an empty cell, which changes nothing where the file is dropped in again.
    public void write(ListedCustomer customer) {
        records.cell(Cell.escape(customer.email().value()))
                .cell(text(customer.name()))
                .cell(text(customer.tier()))
                .cell(customer.points() == null ? "" : customer.points().toString())
                .cell(customer.birthday() == null ? "" : customer.birthday().text())
                .cell(customer.createdAt() == null ? "" : customer.createdAt().toString())
                .end();
        rows++;
        customer.problem().ifPresentOrElse(this::note, () -> validRows++);
    }

    private void note(Problem problem) {
        if (problems.size() < Summary.SHOWN_PROBLEMS) {
            problems.add(new RowProblem(Math.toIntExact(rows + 1), problem));
        }
    }

    /// Of the rows written so far: one is valid where all of its customer could be read.
    public Summary summary() {
        return new Summary(HEADER.size(), List.of(), rows, validRows, "UTF-8", delimiter.label(),
                List.copyOf(problems));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : Cell.escape(value);
    }

    public void flush() throws IOException {
        records.flush();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
