package pointdrop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import pointdrop.emulators.Events;
import pointdrop.emulators.S3Copies;
import pointdrop.emulators.StoredObject;

/// Calls a function for each object that is put. An event that fails is delivered again; after its last attempt it goes to
/// the failure destination.
final class UploadTrigger implements Consumer<StoredObject>, AutoCloseable {
    /// Replaces the minutes that Lambda waits.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LocalFunction function;
    private final Journal journal;
    private final S3Copies copies;
    private final Consumer<String> failures;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();

    /// @param failures receives the records of events that are given up
    UploadTrigger(LocalFunction function, Journal journal, S3Copies copies, Consumer<String> failures) {
        this.function = function;
        this.journal = journal;
        this.copies = copies;
        this.failures = failures;
    }

    @Override
    public void accept(StoredObject object) {
        deliveries.execute(() -> {
            try {
                deliver(object);
                journal.add(object);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private void deliver(StoredObject object) throws InterruptedException, IOException {
        Thread.sleep(S3Copies.LOGGED_AFTER);
        String event = copies.contains(object) ? Events.copy(object) : Events.s3(object);
        int attempts = function.declared().retries() + 1;
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
                    failures.accept(Events.failure(function.declared().id(), event, attempts,
                            String.valueOf(failed.getMessage())));
                } else {
                    Thread.sleep(PAUSE);
                }
            }
        }
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }
}
