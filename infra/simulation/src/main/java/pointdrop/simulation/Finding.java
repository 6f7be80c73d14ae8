package pointdrop.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pointdrop.emulators.Template;

/// A history in which a promise was not kept, with as few faults as show it.
///
/// @param faults their numbers
record Finding(long seed, Set<Integer> faults, Throwable violation, List<Story.Step> story) {

    /// Runs the history of a seed.
    ///
    /// @param faults numbers of the faults that may happen; all where it is empty
    /// @return nothing where all promises were kept
    static Optional<Finding> in(Template template, long seed, Optional<Set<Integer>> faults) {
        History history = new History(template, seed, faults);
        try {
            history.run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException violation) {
            return Optional.of(new Finding(seed, Set.copyOf(history.faults()), violation, history.story()));
        }
    }

    /// Leaves out faults, many at once and then one by one, as long as some promise is still broken.
    Finding shortened(Template template) {
        Finding shortest = this;
        for (int size = Math.max(1, faults.size() / 2); size > 0; size /= 2) {
            List<Integer> left = new ArrayList<>(new TreeSet<>(shortest.faults));
            for (int from = 0; from < left.size(); from += size) {
                Set<Integer> fewer = new TreeSet<>(shortest.faults);
                fewer.removeAll(left.subList(from, Math.min(left.size(), from + size)));
                Optional<Finding> still = in(template, seed, Optional.of(fewer));
                if (still.isPresent()) {
                    shortest = still.get();
                }
            }
        }
        return shortest;
    }

    /// The story, what it ends in, and the command that tells it again.
    @Override
    public String toString() {
        String numbers = faults.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        return String.format(Locale.ROOT, "%s%n%n%s%n%nTell it again: infra/simulation/run --seed %d --faults \"%s\"",
                story.stream().map(Story.Step::toString).collect(Collectors.joining("\n")), violation, seed, numbers);
    }
}
