package pointdrop.domain;

/// How many rows had which outcome, and how many points were added and removed.
///
/// @param failed including those that were not processed
/// @param notProcessed rows that were given up before they were processed
/// @param pointsAdded sum of all positive deltas
/// @param pointsRemoved sum of the magnitudes of all negative deltas
/// @param repeatedEmails addresses that stand in more than one row
public record Counts(long changed, long unchanged, long failed, long notProcessed, long pointsAdded,
        long pointsRemoved, long repeatedEmails) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /// Counts without unprocessed rows and repeated addresses.
    public Counts(long changed, long unchanged, long failed, long pointsAdded, long pointsRemoved) {
        this(changed, unchanged, failed, 0, pointsAdded, pointsRemoved, 0);
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
            case Outcome.Changed row -> new Counts(changed + 1, unchanged, failed, notProcessed,
                    pointsAdded + Math.max(row.delta(), 0), pointsRemoved + Math.max(-row.delta(), 0), repeatedEmails);
            case Outcome.Unchanged _ -> new Counts(changed, unchanged + 1, failed, notProcessed, pointsAdded,
                    pointsRemoved, repeatedEmails);
            case Outcome.Failed row -> new Counts(changed, unchanged, failed + 1,
                    notProcessed + (row.processed() ? 0 : 1), pointsAdded, pointsRemoved, repeatedEmails);
        };
    }

    public Counts withRepeatedEmails(long count) {
        return new Counts(changed, unchanged, failed, notProcessed, pointsAdded, pointsRemoved, count);
    }

    public long succeeded() {
        return changed + unchanged;
    }

    public long rows() {
        return succeeded() + failed;
    }
}
