package pointdrop.domain;

import java.util.List;
import java.util.Locale;

/// What the validation found in a file that it read to the end.
///
/// @param columns how many columns the header has
/// @param unusedColumns names of those that the action does not read
/// @param rows data rows, blank ones left out
/// @param validRows rows without a problem in their cells; a customer may still be missing
/// @param encoding IANA name
/// @param delimiter comma, semicolon or tab
/// @param problems the first [#SHOWN_PROBLEMS]
public record Summary(int columns, List<String> unusedColumns, long rows, long validRows,
        String encoding, String delimiter, List<RowProblem> problems) {
    public static final int SHOWN_PROBLEMS = 20;

    public long invalidRows() {
        return rows - validRows;
    }

    /// The result in one line.
    public String message() {
        return String.format(Locale.ROOT, "Validation passed: %d columns, %d data rows", columns, rows);
    }
}
