package pointdrop.local;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import pointdrop.emulators.Events;
import pointdrop.emulators.Template;

/// Calls a function for whose answer nobody waits, as Lambda does: an event that fails is delivered again; after its last attempt it goes to
/// the failure destination.
final class AsynchronousCalls {
    /// Of all functions together, as an account has it at first (Lambda Developer Guide, "Lambda quotas"); the other events wait.
    /// S3Mock answers one call to a bucket at a time, and calls that are given up before it comes to them keep it busy all the
    /// same: with a thousand functions at once it answers none in time.
    static final int CONCURRENCY = 10;

    private final Template.Function declared;
    private final LocalHttpApi.Function function;
    private final Duration pause;
    private final Consumer<String> failures;
    private final Executor deliveries;

    /// @param pause replaces the minutes that Lambda waits
    /// @param failures receives the records of events that are given up
    /// @param deliveries which all functions share
    AsynchronousCalls(Template.Function declared, LocalHttpApi.Function function, Duration pause,
            Consumer<String> failures, Executor deliveries) {
        this.declared = declared;
        this.function = function;
        this.pause = pause;
        this.failures = failures;
        this.deliveries = deliveries;
    }

    static ExecutorService deliveries() {
        return Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory());
    }

    /// What ends with a delivery.
    interface Task {
        void run() throws Exception;
    }

    void execute(Task task) {
        deliveries.execute(() -> {
            try {
                task.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception broken) {
                Console.log(declared.id() + " is not called: " + broken);
            }
        });
    }

    void deliver(String event) throws InterruptedException {
        int attempts = declared.retries() + 1;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                function.invoke(event);
                return;
            } catch (InvocationFailed failed) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Console.log(
                        String.format(Locale.ROOT, "%s (delivery %d of %d)", failed.getMessage(), attempt, attempts));
                if (attempt == attempts) {
                    failures.accept(
                            Events.failure(declared.id(), event, attempts, String.valueOf(failed.getMessage())));
                } else {
                    Thread.sleep(pause);
                }
            }
        }
    }
}
