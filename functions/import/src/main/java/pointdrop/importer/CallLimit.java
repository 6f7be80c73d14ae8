package pointdrop.importer;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/// How many calls may be under way at once, as many as the service behind them takes. Each throttled answer halves that number; as many
/// calls in a row without one raise it by one.
final class CallLimit {
    private final int most;
    private final Slots slots;
    private int limit;
    private int doneSinceRaised;

    CallLimit(int most) {
        this.most = most;
        this.slots = new Slots(most);
        this.limit = most;
    }

    /// Waits until the call may be made, and makes it.
    <T> T call(Callable<T> call) throws Exception {
        slots.acquire();
        try {
            return call.call();
        } finally {
            slots.release();
            done();
        }
    }

    private synchronized void done() {
        if (limit < most && ++doneSinceRaised >= limit) {
            limit++;
            doneSinceRaised = 0;
            slots.release();
        }
    }

    /// Called for each throttled answer.
    synchronized void throttled() {
        int half = Math.max(1, limit / 2);
        slots.reducePermits(limit - half);
        limit = half;
        doneSinceRaised = 0;
    }

    synchronized int now() {
        return limit;
    }

    /// Less than none are free until enough of the running calls have ended.
    private static final class Slots extends Semaphore {
        private static final long serialVersionUID = 1L;

        Slots(int permits) {
            super(permits);
        }

        @Override
        public void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
