package pointdrop.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import pointdrop.storage.Machine;

/// Runs tasks on some threads. They live as long as this, as a new thread begins without the buffers that the SDK keeps for each, and take one task
/// after the other, as handing each over costs a tenth of what an import spends on a row.
final class InFlight implements AutoCloseable {
    private final Machine machine;
    private final int most;
    private final ExecutorService threads;

    InFlight(Machine machine, int most) {
        this.machine = machine;
        this.most = most;
        this.threads = machine.threads(most);
    }

    /// Runs tasks to their end, or to the first failure, which interrupts the others and ends this.
    ///
    /// @return what they returned, in any order
    <T> List<T> all(List<Callable<T>> tasks) {
        Queue<Callable<T>> left = new ConcurrentLinkedQueue<>(machine.order(tasks));
        try {
            List<Future<List<T>>> workers = IntStream.range(0, Math.min(most, tasks.size()))
                    .mapToObj(_ -> threads.submit(() -> work(left)))
                    .toList();
            return workers.stream().map(Machine::result).flatMap(List::stream).toList();
        } catch (RuntimeException | Error failed) {
            threads.shutdownNow();
            throw failed;
        }
    }

    private static <T> List<T> work(Queue<Callable<T>> left) throws Exception {
        List<T> done = new ArrayList<>();
        try {
            for (Callable<T> task = left.poll(); task != null; task = left.poll()) {
                done.add(task.call());
            }
            return done;
        } catch (Exception | Error failed) {
            left.clear();
            throw failed;
        }
    }

    /// Waits for what is running.
    @Override
    public void close() {
        threads.close();
    }
}
