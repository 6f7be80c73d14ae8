package pointdrop.domain;

import java.util.List;
import java.util.Locale;

/// What the validation found in a file that it read to the end.
///
/// @param columns how many columns the header has
/// @param unusedColumns names of those that the action does not read
/// @param rows data rows, blank ones left out
/// @param validRows rows without a problem in their cells; a customer may still be missing
/// @param shortRows those that end before a column that has a name, but not before a required one
/// @param encoding IANA name
/// @param delimiter comma, semicolon or tab
/// @param nonAsciiCells the first [#SHOWN_CELLS] that show whether the encoding is right
/// @param problems the first [#SHOWN_PROBLEMS]
public record Summary(int columns, List<String> unusedColumns, long rows, long validRows, long shortRows,
        String encoding, String delimiter, List<String> nonAsciiCells, List<RowProblem> problems) {
    public static final int SHOWN_PROBLEMS = 20;
    public static final int SHOWN_CELLS = 3;

    /// Of a file of ASCII without short rows.
    public Summary(int columns, List<String> unusedColumns, long rows, long validRows, String encoding,
            String delimiter,
            List<RowProblem> problems) {
        this(columns, unusedColumns, rows, validRows, 0, encoding, delimiter, List.of(), problems);
    }

    public long invalidRows() {
        return rows - validRows;
    }

    /// The result in one line.
    public String message() {
        return String.format(Locale.ROOT, "Validation passed: %d columns, %d data rows", columns, rows);
    }
}
