package pointdrop.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A row of a chunk: one of a merchant's file, or one of an earlier import that is to be taken back.
public sealed interface AnyRow permits Row, ReversedRow {
    /// The row of the merchant's file as a spreadsheet counts it: the header is row 1, blank rows count.
    int number();

    /// Of the customer; null where the row names none.
    @Nullable
    EmailAddress email();

    /// Everything that is wrong with the row by itself.
    List<Problem> problems();
}
