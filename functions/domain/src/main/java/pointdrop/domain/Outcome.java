package pointdrop.domain;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// The outcome of one row.
public sealed interface Outcome {
    /// As [AnyRow#number].
    int row();

    /// The row was applied and changed the customer.
    ///
    /// @param before the customer before this row, as far as the row could change it; null where the row created the customer
    /// @param after likewise; null where the row deleted the customer
    record Changed(int row, EmailAddress email, @Nullable Customer before, @Nullable Customer after)
            implements
                Outcome {
        /// What the row added to the balance; negative where it took points away.
        public long delta() {
            return balance(after) - balance(before);
        }

        /// The balance of a customer, 0 where there is none.
        public static long balance(@Nullable Customer customer) {
            return customer == null ? 0 : customer.points();
        }
    }

    /// The row was applied, and the customer was like that already.
    record Unchanged(int row, EmailAddress email, long balance) implements Outcome {}

    /// Nothing of the row was applied.
    record Failed(int row, List<Problem> problems) implements Outcome {
        /// The outcome of a row that was given up before it was processed. The row's own problems are reported too.
        public static Failed notProcessed(AnyRow row) {
            return of(row, switch (row) {
                case Row _ -> ProblemCode.NOT_PROCESSED.problem(
                        "Row %d was not processed because of a technical problem. Drop it in again as it is.",
                        row.number());
                case ReversedRow _ -> ProblemCode.NOT_PROCESSED.problem(
                        "Row %d was not taken back because of a technical problem. Ask for the undo again.",
                        row.number());
            });
        }

        /// The outcome of a row that may have been applied, and of which no record is left. A row that is wrong by itself was not
        /// applied.
        public static Failed notKnown(AnyRow row) {
            return row.problems().isEmpty()
                    ? of(row, ProblemCode.NOT_KNOWN.problem(
                            "Row %d may have been applied before a technical problem. Look at the customer's balance first, and drop "
                                    + "the row in again only where it was not.",
                            row.number()))
                    : notProcessed(row);
        }

        /// The outcome of a row that fails whatever it asks for. Its own problems are reported too.
        public static Failed of(AnyRow row, Problem problem) {
            return new Failed(row.number(), Stream.concat(Stream.of(problem), row.problems().stream()).toList());
        }

        boolean has(ProblemCode code) {
            return problems.stream().anyMatch(problem -> problem.code() == code);
        }
    }
}
