package pointdrop.emulators.memory;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import pointdrop.emulators.memory.Calls.Call;

/// Counts calls of one kind.
public final class CallCount implements CallListener {
    private final Predicate<Call> counted;
    private final LongAdder count = new LongAdder();

    public CallCount(Predicate<Call> counted) {
        this.counted = counted;
    }

    @Override
    public void before(Call call) {
        if (counted.test(call)) {
            count.increment();
        }
    }

    public long sum() {
        return count.sum();
    }
}
