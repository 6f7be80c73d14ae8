package pointdrop.domain;

import java.math.BigInteger;

/// How many rows had which outcome, and how many points were added and removed.
///
/// @param failed including those that were given up
/// @param notProcessed rows that were given up before they were applied
/// @param notKnown rows that were given up so late that nobody knows whether they were applied
/// @param pointsAdded sum of all positive deltas; that of millions of rows may not fit 64 bits
/// @param pointsRemoved sum of the magnitudes of all negative deltas
/// @param repeatedEmails addresses that stand in more than one row
public record Counts(long changed, long unchanged, long failed, long notProcessed, long notKnown,
        BigInteger pointsAdded, BigInteger pointsRemoved, long repeatedEmails) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /// Counts without rows that were given up and repeated addresses.
    public Counts(long changed, long unchanged, long failed, long pointsAdded, long pointsRemoved) {
        this(changed, unchanged, failed, 0, 0, BigInteger.valueOf(pointsAdded), BigInteger.valueOf(pointsRemoved), 0);
    }

    public static Counts of(Iterable<Outcome> outcomes) {
        Counts sum = NONE;
        for (Outcome outcome : outcomes) {
            sum = sum.plus(outcome);
        }
        return sum;
    }

    private Counts plus(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed row -> plus(row.delta());
            case Outcome.Unchanged _ -> new Counts(changed, unchanged + 1, failed, notProcessed, notKnown, pointsAdded,
                    pointsRemoved, repeatedEmails);
            case Outcome.Failed row -> new Counts(changed, unchanged, failed + 1,
                    notProcessed + (row.has(ProblemCode.NOT_PROCESSED) ? 1 : 0),
                    notKnown + (row.has(ProblemCode.NOT_KNOWN) ? 1 : 0), pointsAdded, pointsRemoved, repeatedEmails);
        };
    }

    private Counts plus(long delta) {
        BigInteger points = BigInteger.valueOf(delta);
        return new Counts(changed + 1, unchanged, failed, notProcessed, notKnown,
                delta > 0 ? pointsAdded.add(points) : pointsAdded,
                delta < 0 ? pointsRemoved.subtract(points) : pointsRemoved, repeatedEmails);
    }

    public Counts withGivenUp(long rowsNotProcessed, long rowsNotKnown) {
        return new Counts(changed, unchanged, failed, rowsNotProcessed, rowsNotKnown, pointsAdded, pointsRemoved,
                repeatedEmails);
    }

    public Counts withRepeatedEmails(long count) {
        return new Counts(changed, unchanged, failed, notProcessed, notKnown, pointsAdded, pointsRemoved, count);
    }

    public long succeeded() {
        return changed + unchanged;
    }

    public long rows() {
        return succeeded() + failed;
    }

    /// Rows that the machinery gave up, whatever they say.
    public long givenUp() {
        return notProcessed + notKnown;
    }
}
