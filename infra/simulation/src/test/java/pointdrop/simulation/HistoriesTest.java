package pointdrop.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.Template;

/// Histories of the same seeds at every run, and some that were never run before.
class HistoriesTest {
    private static final Template TEMPLATE = Main.template();
    private static final int FIXED = 200;
    private static final Duration FRESH = Duration.ofSeconds(Integer.getInteger("pointdrop.simulation.seconds", 30));

    @Test
    void fixedSeeds() {
        assertEquals(Optional.empty(), new Histories(TEMPLATE, 1).run(FIXED, Duration.ofHours(1)));
    }

    @Test
    void freshSeeds() {
        long first = System.currentTimeMillis();
        Histories histories = new Histories(TEMPLATE, first);

        Optional<Finding> finding = histories.run(Long.MAX_VALUE, FRESH);

        System.out.printf(Locale.ROOT, "%d fresh histories, from seed %d on%n", histories.count(), first);
        assertEquals(Optional.empty(), finding);
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        for (long seed = 1; seed <= 20; seed++) {
            History one = new History(TEMPLATE, seed, Optional.empty());
            History other = new History(TEMPLATE, seed, Optional.empty());
            one.run();
            other.run();

            assertEquals(one.story(), other.story());
        }
    }
}
