package pointdrop.domain;

import java.util.List;
import java.util.stream.Stream;

/// The outcome of one row.
public sealed interface Outcome {
    /// As [Row#number].
    int row();

    /// The row was applied and changed the customer.
    ///
    /// @param before the balance before this row
    /// @param after the balance after it
    record Changed(int row, EmailAddress email, long before, long after) implements Outcome {
        /// What the row added to the balance; negative where it took points away.
        public long delta() {
            return after - before;
        }
    }

    /// The row was applied, and the customer was like that already.
    record Unchanged(int row, EmailAddress email, long balance) implements Outcome {}

    /// Nothing of the row was applied.
    record Failed(int row, List<Problem> problems) implements Outcome {
        /// The outcome of a row that was given up before it was processed. The row's own problems are reported too.
        public static Failed notProcessed(Row row) {
            Problem problem = ProblemCode.NOT_PROCESSED.problem(
                    "Row %d was not processed because of a technical problem. Drop it in again as it is.",
                    row.number());
            return new Failed(row.number(), Stream.concat(Stream.of(problem), row.problems().stream()).toList());
        }

        /// Whether the row failed because of its content, rather than being given up.
        public boolean processed() {
            return problems.stream().noneMatch(problem -> problem.code() == ProblemCode.NOT_PROCESSED);
        }
    }
}
