package pointdrop.benchmark;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import pointdrop.storage.Machine;

/// As short a loop of calls as one can be: threads that make one after the other.
final class Loop {
    private Loop() {}

    /// @param calls how many there are, numbered from 0
    /// @param threads how many are under way at a time
    static void run(int calls, int threads, IntConsumer call) {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> workers = IntStream.range(0, threads).mapToObj(_ -> executor.submit(() -> {
                for (int number = next.getAndIncrement(); number < calls; number = next.getAndIncrement()) {
                    call.accept(number);
                }
            })).toList();
            workers.forEach(Machine::result);
        }
    }
}
