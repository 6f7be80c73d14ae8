package pointdrop.validate;

import java.util.ArrayList;
import java.util.List;
import pointdrop.csv.MerchantFile;
import pointdrop.domain.Columns;
import pointdrop.domain.Row;
import pointdrop.domain.RowProblem;
import pointdrop.domain.Summary;

/// Counts the rows of a file while it is read.
final class Tally {
    private final List<RowProblem> problems = new ArrayList<>();
    private long rows;
    private long validRows;

    void count(Row row) {
        rows++;
        validRows += row.valid() ? 1 : 0;
        row.problems()
                .stream()
                .limit(Summary.SHOWN_PROBLEMS - problems.size())
                .map(problem -> new RowProblem(row.number(), problem))
                .forEach(problems::add);
    }

    long rows() {
        return rows;
    }

    Summary summary(Columns columns, long repeatedEmails, MerchantFile file) {
        return new Summary(columns.header().size(), columns.unused(), rows, validRows, repeatedEmails,
                file.encoding().label(), file.delimiter().label(), List.copyOf(problems));
    }
}
