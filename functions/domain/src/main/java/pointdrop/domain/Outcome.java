package pointdrop.domain;

import java.util.List;

/// What became of one row.
public sealed interface Outcome {
    /// As [Row#number].
    int row();

    /// The row was applied and made a difference.
    ///
    /// @param before the balance before this row
    /// @param after the balance after it
    record Changed(int row, EmailAddress email, long before, long after) implements Outcome {
        /// What the row added to the balance; below zero where it took points away.
        public long delta() {
            return after - before;
        }
    }

    /// The row was applied and asked for nothing that was not so already.
    record Unchanged(int row, EmailAddress email, long balance) implements Outcome {}

    /// Nothing of the row was applied.
    record Failed(int row, List<Problem> problems) implements Outcome {}
}
