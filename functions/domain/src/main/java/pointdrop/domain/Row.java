package pointdrop.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// One data row of a file, read.
///
/// @param number the row as a spreadsheet counts it: the header is row 1, blank rows count
/// @param email whose row it is; null where the cell is missing or is not an address
/// @param values what it asks for
/// @param problems everything that is wrong with its cells; empty for a valid row
public record Row(int number, @Nullable EmailAddress email, Values values, List<Problem> problems) {
    public boolean valid() {
        return problems.isEmpty();
    }
}
