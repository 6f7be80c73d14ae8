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
            return of(row, ProblemCode.NOT_PROCESSED.problem(
                    "Row %d was not processed because of a technical problem. Drop it in again as it is.",
                    row.number()));
        }

        /// The outcome of a row that may have been applied, and of which no record is left. A row that is wrong by itself was not
        /// applied.
        public static Failed notKnown(Row row) {
            return row.valid()
                    ? of(row, ProblemCode.NOT_KNOWN.problem(
                            "Row %d may have been applied before a technical problem. Look at the customer's balance first, and drop "
                                    + "the row in again only where it was not.",
                            row.number()))
                    : notProcessed(row);
        }

        /// The outcome of a row that fails whatever its cells say. Their problems are reported too.
        public static Failed of(Row row, Problem problem) {
            return new Failed(row.number(), Stream.concat(Stream.of(problem), row.problems().stream()).toList());
        }

        boolean has(ProblemCode code) {
            return problems.stream().anyMatch(problem -> problem.code() == code);
        }
    }
}
