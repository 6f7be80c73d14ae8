package pointdrop.domain;

import java.util.List;

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

    /// Whether both were counted alike in the same file, so that its rows are in the same chunks.
    public boolean agreesWith(Summary other) {
        return columns == other.columns && rows == other.rows && validRows == other.validRows
                && encoding.equals(other.encoding) && delimiter.equals(other.delimiter);
    }

    /// The result in one line.
    public String message() {
        return "Validation passed: %d columns, %d data rows".formatted(columns, rows);
    }
}
