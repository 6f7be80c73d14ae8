package pointdrop.simulation;

import java.util.concurrent.Semaphore;

/// Work on a thread of its own that runs only between [#resume] and [#suspend], while the thread that resumed it waits.
final class Task {
    private final Semaphore resumed = new Semaphore(0);
    private final Semaphore suspended = new Semaphore(0);

    /// Nothing runs before the first [#resume].
    Task(Runnable body) {
        Thread.ofVirtual().start(() -> {
            resumed.acquireUninterruptibly();
            try {
                body.run();
            } finally {
                suspended.release();
            }
        });
    }

    /// Runs the work until it suspends itself or ends.
    void resume() {
        resumed.release();
        suspended.acquireUninterruptibly();
    }

    /// Called by the work: waits until it is resumed.
    void suspend() {
        suspended.release();
        resumed.acquireUninterruptibly();
    }
}
