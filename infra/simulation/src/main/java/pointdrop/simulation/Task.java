package pointdrop.simulation;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Work on a thread of its own that runs only between [#resume] and [#suspend], while the thread that resumed it waits.
final class Task {
    private final Semaphore resumed = new Semaphore(0);
    private final Semaphore suspended = new Semaphore(0);
    private volatile @Nullable Throwable failure;

    /// Nothing runs before the first [#resume].
    Task(Runnable body) {
        Thread.ofVirtual().start(() -> {
            resumed.acquireUninterruptibly();
            try {
                body.run();
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                suspended.release();
            }
        });
    }

    /// Runs the work until it suspends itself or ends.
    ///
    /// @throws RuntimeException or Error as the work throws it
    void resume() {
        resumed.release();
        suspended.acquireUninterruptibly();
        switch (failure) {
            case null -> {
            }
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case Throwable thrown -> throw new IllegalStateException(thrown);
        }
    }

    /// Called by the work: waits until it is resumed.
    void suspend() {
        suspended.release();
        resumed.acquireUninterruptibly();
    }
}
