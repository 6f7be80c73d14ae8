package pointdrop.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pointdrop.storage.Machine;

class InFlightTest {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private List<Callable<Integer>> tasks(int count) {
        return IntStream.range(0, count).<Callable<Integer>>mapToObj(i -> () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.sleep(2);
            running.decrementAndGet();
            return i;
        }).toList();
    }

    @Test
    void runsAsManyTasksAtATimeAsAllowedAndEachOnce() {
        try (InFlight inFlight = new InFlight(Machine.real(), 8)) {
            assertEquals(IntStream.range(0, 100).boxed().toList(),
                    inFlight.all(tasks(100)).stream().sorted().toList());
        }
        assertEquals(8, most.get());
    }

    @Test
    void theFirstFailureInterruptsTheOthers() {
        AtomicInteger begun = new AtomicInteger();
        List<Callable<Integer>> tasks = IntStream.range(0, 500).<Callable<Integer>>mapToObj(i -> () -> {
            begun.incrementAndGet();
            Thread.sleep(1);
            if (i == 0) {
                throw new IllegalStateException("It broke");
            }
            return i;
        }).toList();

        try (InFlight inFlight = new InFlight(Machine.real(), 4)) {
            assertEquals("It broke",
                    assertThrows(IllegalStateException.class, () -> inFlight.all(tasks)).getMessage());
        }
        assertTrue(begun.get() < 500, begun.toString());
    }
}
