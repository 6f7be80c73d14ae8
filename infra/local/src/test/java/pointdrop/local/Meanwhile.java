package pointdrop.local;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;

/// Holds a delivery up before a call until something else is done, once.
///
/// @param at the call before which it is
record Meanwhile(Predicate<Call> at, Runnable work, AtomicBoolean done) implements CallListener {
    Meanwhile(Predicate<Call> at, Runnable work) {
        this(at, work, new AtomicBoolean());
    }

    @Override
    public void before(Call call) {
        if (at.test(call) && !done.getAndSet(true)) {
            work.run();
        }
    }
}
