package pointdrop.emulators.memory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Does something after the first call of a kind, before its answer arrives.
///
/// @param at whether a call is one of them
public record OnceAfter(Predicate<Calls.Call> at, Runnable work, AtomicBoolean done) implements CallListener {
    public OnceAfter(Predicate<Calls.Call> at, Runnable work) {
        this(at, work, new AtomicBoolean());
    }

    @Override
    public void after(Calls.Call call) {
        if (at.test(call) && !done.getAndSet(true)) {
            work.run();
        }
    }
}
