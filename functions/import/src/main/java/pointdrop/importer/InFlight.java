package pointdrop.importer;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import pointdrop.storage.Machine;

/// Runs tasks on some threads. They live as long as this, as a new thread begins without the buffers that the SDK keeps for each.
final class InFlight implements AutoCloseable {
    private final ExecutorService threads;

    InFlight(Machine machine, int most) {
        this.threads = machine.threads(most);
    }

    /// Runs tasks to their end, or to the first failure, which interrupts the others and ends this.
    ///
    /// @return what they returned, in their order
    <T> List<T> all(List<Callable<T>> tasks) {
        try {
            List<Future<T>> futures = tasks.stream().map(threads::submit).toList();
            return futures.stream().map(Machine::result).toList();
        } catch (RuntimeException | Error failed) {
            threads.shutdownNow();
            throw failed;
        }
    }

    /// Waits for what is running.
    @Override
    public void close() {
        threads.close();
    }
}
