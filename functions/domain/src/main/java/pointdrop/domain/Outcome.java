package pointdrop.domain;

import java.util.List;
import java.util.stream.Stream;

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
    record Failed(int row, List<Problem> problems) implements Outcome {
        /// Of a row that nobody came to before the machinery gave up; its own problems stand beside that.
        public static Failed notProcessed(Row row) {
            Problem problem = ProblemCode.NOT_PROCESSED.problem(
                    "The row %d was not processed, for a reason that is not in the file. Drop it in again as it is.",
                    row.number());
            return new Failed(row.number(), Stream.concat(Stream.of(problem), row.problems().stream()).toList());
        }

        /// Whether the row failed for what is in it.
        public boolean processed() {
            return problems.stream().noneMatch(problem -> problem.code() == ProblemCode.NOT_PROCESSED);
        }
    }
}
