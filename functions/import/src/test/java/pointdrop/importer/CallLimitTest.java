package pointdrop.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pointdrop.storage.Machine;

class CallLimitTest {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /// Makes calls on more threads than the limit allows to run.
    private void make(int calls, CallLimit limit) {
        List<Callable<Integer>> tasks = Collections.nCopies(calls, () -> limit.call(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.sleep(2);
            return running.decrementAndGet();
        }));
        try (InFlight threads = new InFlight(Machine.real(), 100)) {
            assertEquals(calls, threads.all(tasks).size());
        }
    }

    @Test
    void asManyCallsAreUnderWayAsAllowed() {
        make(200, new CallLimit(8));

        assertEquals(8, most.get());
    }

    @Test
    void throttlingHalvesTheLimitAndSuccessRaisesItAgain() {
        CallLimit limit = new CallLimit(64);
        limit.throttled();
        limit.throttled();
        assertEquals(16, limit.now());

        make(16, limit);
        assertEquals(17, limit.now());
        assertTrue(most.get() <= 17, most.toString());
        make(5_000, limit);
        assertEquals(64, limit.now());
        assertTrue(most.get() <= 64, most.toString());
    }

    @Test
    void theLimitNeverFallsBelowOne() {
        CallLimit limit = new CallLimit(2);
        IntStream.range(0, 5).forEach(_ -> limit.throttled());

        assertEquals(1, limit.now());
        make(3, limit);
    }
}
