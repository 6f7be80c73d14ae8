package pointdrop.domain;

/// How many rows ended how, and how the balances moved.
///
/// @param failed among them those that were not processed
/// @param notProcessed rows that the machinery gave up on
/// @param pointsAdded sum of all positive deltas
/// @param pointsRemoved sum of the magnitudes of all negative deltas
public record Counts(long changed, long unchanged, long failed, long notProcessed, long pointsAdded,
        long pointsRemoved) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /// Where all rows were processed.
    public Counts(long changed, long unchanged, long failed, long pointsAdded, long pointsRemoved) {
        this(changed, unchanged, failed, 0, pointsAdded, pointsRemoved);
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
                    pointsAdded + Math.max(row.delta(), 0), pointsRemoved + Math.max(-row.delta(), 0));
            case Outcome.Unchanged _ -> new Counts(changed, unchanged + 1, failed, notProcessed, pointsAdded,
                    pointsRemoved);
            case Outcome.Failed row -> new Counts(changed, unchanged, failed + 1,
                    notProcessed + (row.processed() ? 0 : 1), pointsAdded, pointsRemoved);
        };
    }

    public long succeeded() {
        return changed + unchanged;
    }

    public long rows() {
        return succeeded() + failed;
    }
}
