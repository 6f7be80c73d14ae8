package pointdrop.validate;

import java.util.ArrayList;
import java.util.List;

import pointdrop.csv.MerchantFile;
import pointdrop.domain.Cell;
import pointdrop.domain.Columns;
import pointdrop.domain.Row;
import pointdrop.domain.RowProblem;
import pointdrop.domain.Summary;

/// Counts the rows of a file while it is read.
final class Tally {
    private final Columns columns;
    private final List<RowProblem> problems = new ArrayList<>();
    private final List<String> beyondAscii = new ArrayList<>();
    private String lastBeyondAscii = "";
    private long all;
    private long valid;
    private long cutShort;

    Tally(Columns columns) {
        this.columns = columns;
    }

    void add(Row row, List<String> cells) {
        all++;
        valid += row.valid() ? 1 : 0;
        cutShort += columns.isCutShort(cells) ? 1 : 0;
        for (int i = 0; i < row.problems().size() && problems.size() < Summary.SHOWN_PROBLEMS; i++) {
            problems.add(new RowProblem(row.number(), row.problems().get(i)));
        }
        collectBeyondAscii(cells);
    }

    private void collectBeyondAscii(List<String> cells) {
        for (int i = 0; i < cells.size() && beyondAscii.size() < Summary.SHOWN_CELLS; i++) {
            String cell = cells.get(i);
            if (isBeyondAscii(cell) && !cell.equals(lastBeyondAscii)) {
                lastBeyondAscii = cell;
                if (!beyondAscii.contains(Cell.shorten(cell))) {
                    beyondAscii.add(Cell.shorten(cell));
                }
            }
        }
    }

    private static boolean isBeyondAscii(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) > 0x7F) {
                return true;
            }
        }
        return false;
    }

    long rows() {
        return all;
    }

    Summary summary(MerchantFile file) {
        collectBeyondAscii(file.header());
        return new Summary(file.header().size(), columns.unused(), all, valid, cutShort, file.encoding().label(),
                file.delimiter().label(), List.copyOf(beyondAscii), List.copyOf(problems));
    }
}
