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
    void runsAsManyTasksAtATimeAsAllowedAndKeepsTheirOrder() {
        assertEquals(IntStream.range(0, 100).boxed().toList(), new InFlight(Machine.real(), 8).all(tasks(100)));
        assertEquals(8, most.get());
    }

    @Test
    void throttlingHalvesTheLimitAndSuccessRaisesItAgain() {
        InFlight inFlight = new InFlight(Machine.real(), 64);
        inFlight.throttled();
        inFlight.throttled();
        assertEquals(16, inFlight.limit());

        inFlight.all(tasks(16));
        assertEquals(17, inFlight.limit());
        assertTrue(most.get() <= 17, most.toString());
        inFlight.all(tasks(5_000));
        assertEquals(64, inFlight.limit());
    }

    @Test
    void theLimitNeverFallsBelowOne() {
        InFlight inFlight = new InFlight(Machine.real(), 2);
        IntStream.range(0, 5).forEach(_ -> inFlight.throttled());

        assertEquals(1, inFlight.limit());
        assertEquals(List.of(0, 1, 2), inFlight.all(tasks(3)));
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

        assertEquals("It broke",
                assertThrows(IllegalStateException.class, () -> new InFlight(Machine.real(), 4).all(tasks))
                        .getMessage());
        assertTrue(begun.get() < 500, begun.toString());
    }
}
