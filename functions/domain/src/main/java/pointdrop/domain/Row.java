package pointdrop.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// One data row of a file, with its cells read.
///
/// @param number the row as a spreadsheet counts it: the header is row 1, blank rows count
/// @param email of the customer; null where the cell is missing or holds no address
/// @param values what it asks for
/// @param reason why the row stands in the file; it changes nothing. Null where it does not say so
/// @param problems everything that is wrong with its cells; empty for a valid row
public record Row(int number, @Nullable EmailAddress email, Values values, @Nullable String reason,
        List<Problem> problems) implements AnyRow {
    /// The chunk that the row is dealt to: the same for all rows of a customer.
    ///
    /// @param chunks how many there are, numbered from 0
    public int chunk(int chunks) {
        return email == null ? number % chunks : email.chunk(chunks);
    }

    public boolean valid() {
        return problems.isEmpty();
    }
}
