package pointdrop.emulators.memory;

import java.util.function.Predicate;

/// Lets the first call of a kind take effect, and nothing of the invocation live on after it.
public final class KilledAfter implements CallListener {
    private final Predicate<Calls.Call> last;
    private volatile boolean dead;

    /// @param last whether a call is the one
    public KilledAfter(Predicate<Calls.Call> last) {
        this.last = last;
    }

    @Override
    public void before(Calls.Call call) {
        if (dead) {
            throw new Killed();
        }
    }

    @Override
    public void after(Calls.Call call) {
        if (last.test(call)) {
            dead = true;
            throw new Killed();
        }
    }
}
