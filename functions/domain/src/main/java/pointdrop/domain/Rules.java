package pointdrop.domain;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the outcomes of the rows of one import depend on, beside the customers.
///
/// @param day that of the import
/// @param latest the latest day that it is anywhere then: dates after it are in the future
public record Rules(String importId, Action action, ShopRules shop, LocalDate day, LocalDate latest) {

    /// @param header of the file
    /// @throws FileRejected where a column is missing, or two mean the same field
    public RowReader reader(List<String> header) {
        return new RowReader(Columns.of(action, header), shop, day, latest);
    }

    /// Applies the rows of one customer, see [CustomerChange#apply].
    public CustomerChange apply(@Nullable Customer before, EmailAddress email, List<Row> rows) {
        return CustomerChange.apply(this, before, email, rows);
    }
}
