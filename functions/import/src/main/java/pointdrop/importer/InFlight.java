package pointdrop.importer;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import pointdrop.storage.Machine;

/// Runs tasks on threads of their own, as many at a time as the service behind them takes. Each throttled answer halves that
/// number; as many tasks in a row without one raise it by one.
final class InFlight {
    private final Machine machine;
    private final int most;
    private int limit;
    private int running;
    private int doneSinceRaised;

    InFlight(Machine machine, int most) {
        this.machine = machine;
        this.most = most;
        this.limit = most;
    }

    /// Runs tasks to their end, or to the first failure, which interrupts the others.
    ///
    /// @return what they returned, in their order
    <T> List<T> all(List<Callable<T>> tasks) {
        try (ExecutorService threads = machine.threads()) {
            try {
                List<Future<T>> futures = tasks.stream().map(task -> threads.submit(() -> one(task))).toList();
                return futures.stream().map(Machine::result).toList();
            } catch (RuntimeException | Error failed) {
                threads.shutdownNow();
                throw failed;
            }
        }
    }

    private <T> T one(Callable<T> task) throws Exception {
        enter();
        try {
            return task.call();
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws InterruptedException {
        while (running >= limit) {
            wait();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        running++;
    }

    private synchronized void leave() {
        running--;
        if (limit < most && ++doneSinceRaised >= limit) {
            limit++;
            doneSinceRaised = 0;
        }
        notifyAll();
    }

    /// Called for each throttled answer.
    synchronized void throttled() {
        limit = Math.max(1, limit / 2);
        doneSinceRaised = 0;
    }

    synchronized int limit() {
        return limit;
    }
}
