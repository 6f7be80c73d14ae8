package pointdrop.local;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import pointdrop.emulators.Events;

/// Calls a function for each message of a queue. A message that fails is delivered again, until it has been received as
/// often as the queue allows; then it moves to the dead-letter queue.
final class QueueTrigger implements Runnable {
    /// As a multiple of the first wait.
    private static final int MAX_WAIT = 16;

    private final LocalQueue queue;
    private final LocalFunction function;
    private final int maxReceiveCount;
    private final Duration firstWait;
    private final Consumer<String> deadLetters;
    private final Semaphore concurrency;

    /// @param firstWait until a message is delivered again. It replaces the visibility timeout, which is too long for one
    ///        machine, and grows with the square of the deliveries: five of them outlast the lease that a failed delivery
    ///        leaves on its chunk
    /// @param deadLetters receives the bodies of messages that are given up
    QueueTrigger(LocalQueue queue, LocalFunction function, int maximumConcurrency, int maxReceiveCount,
            Duration firstWait, Consumer<String> deadLetters) {
        this.queue = queue;
        this.function = function;
        this.concurrency = new Semaphore(maximumConcurrency);
        this.maxReceiveCount = maxReceiveCount;
        this.firstWait = firstWait;
        this.deadLetters = deadLetters;
    }

    @Override
    public void run() {
        try (ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                while (true) {
                    concurrency.acquire();
                    LocalQueue.Message message = queue.receive();
                    deliveries.execute(() -> deliver(message));
                }
            } catch (InterruptedException stopped) {
                deliveries.shutdownNow();
            }
        }
    }

    private void deliver(LocalQueue.Message message) {
        try {
            function.invoke(Events.sqs(queue.id(), message.id(), message.body(), message.receiveCount()));
            queue.delete(message);
        } catch (InvocationFailed failed) {
            if (!Thread.currentThread().isInterrupted()) {
                afterFailure(message, failed);
            }
        } finally {
            concurrency.release();
        }
    }

    private void afterFailure(LocalQueue.Message message, InvocationFailed failed) {
        Duration wait = firstWait.multipliedBy(Math.min(message.receiveCount() * message.receiveCount(), MAX_WAIT));
        boolean last = message.receiveCount() >= maxReceiveCount;
        Console.log(String.format(Locale.ROOT, "%s %s: %s (delivery %d of %d)", message.subject(),
                last ? "is given up" : "is put back and comes again in " + wait.toMillis() / 1000.0 + " s",
                failed.getMessage(), message.receiveCount(), maxReceiveCount));
        if (last) {
            deadLetters.accept(message.body());
            queue.delete(message);
            return;
        }
        try {
            Thread.sleep(wait);
            queue.release(message);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
