package pointdrop.local;

import java.util.function.Predicate;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;

/// Lets the first call of a kind take effect, and nothing of the invocation live on after it.
final class KilledAfter implements CallListener {
    private final Predicate<Call> last;
    private volatile boolean dead;

    KilledAfter(Predicate<Call> last) {
        this.last = last;
    }

    @Override
    public void before(Call call) {
        if (dead) {
            throw new Killed();
        }
    }

    @Override
    public void after(Call call) {
        if (last.test(call)) {
            dead = true;
            throw new Killed();
        }
    }
}
