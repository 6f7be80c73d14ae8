package pointdrop.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// All that a history leaves to chance. The same seed makes the same choices on every machine.
///
/// Faults are numbered in the order in which they could happen. A history can be repeated with some of its faults only, to
/// find out which of them matter.
final class Choices {
    /// Spreads the numbers of faults over all seeds; the golden ratio, as in SplittableRandom.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Random random;
    private final Optional<Set<Integer>> allowed;
    private final Set<Integer> happened = new TreeSet<>();
    private final int calmAfter;
    private int faults;

    /// @param allowed numbers of the faults that may happen; all where it is empty
    /// @param calmAfter from this number on nothing breaks any more, so that everything comes to its end
    Choices(long seed, Optional<Set<Integer>> allowed, int calmAfter) {
        this.seed = seed;
        this.random = new Random(seed);
        this.allowed = allowed;
        this.calmAfter = calmAfter;
    }

    /// Whether something breaks here.
    boolean fault(double chance) {
        int number = faults++;
        boolean happens = number < calmAfter
                && new SplittableRandom(seed + SPREAD * (number + 1)).nextDouble() < chance
                && allowed.map(numbers -> numbers.contains(number)).orElse(true);
        if (happens) {
            happened.add(number);
        }
        return happens;
    }

    /// Numbers of the faults that happened.
    Set<Integer> faults() {
        return happened;
    }

    /// @return from 0 to below the limit
    int below(int limit) {
        return random.nextInt(limit);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    <T> T of(List<T> values) {
        return values.get(below(values.size()));
    }

    Duration upTo(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis()) + 1);
    }

    /// A delay of any order of magnitude.
    Duration anyUpTo(Duration longest) {
        double most = longest.toMillis();
        return Duration.ofMillis((long) StrictMath.pow(most, random.nextDouble()) + 1);
    }
}
