package pointdrop.benchmark;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import pointdrop.storage.Machine;

/// As short a loop of calls as one can be: threads that make one after the other.
final class Loop {
    /// As many as an import has under way.
    static final int AT_A_TIME = 64;

    private Loop() {}

    /// All threads make one call before any makes its second. On a busy processor, a virtual thread that waits for a time, as the HTTP client does
    /// for a millisecond to see whether an idle connection is still open, does not run again while others hand it to each other.
    ///
    /// @param calls how many there are, numbered from 0
    /// @param threads how many are under way at a time
    static void run(int calls, int threads, IntConsumer call) {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch began = new CountDownLatch(threads);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> workers = IntStream.range(0, threads).mapToObj(_ -> executor.submit(() -> {
                try {
                    makeNext(next, calls, call);
                } finally {
                    began.countDown();
                }
                began.await();
                while (makeNext(next, calls, call)) {
                    // The next one.
                }
                return null;
            })).toList();
            workers.forEach(Machine::result);
        }
    }

    private static boolean makeNext(AtomicInteger next, int calls, IntConsumer call) {
        int number = next.getAndIncrement();
        if (number < calls) {
            call.accept(number);
        }
        return number < calls;
    }
}
