package pointdrop.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// For how long an invocation tries again what a service has no time for, and what must hold before each try.
///
/// @param deadline after which no call is begun
/// @param gate run before each call; it throws where the call must not be made any more
public record Patience(Clock clock, Instant deadline, Runnable gate) {
    /// Left to stop cleanly before the platform stops the function.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    public Patience(Clock clock, Instant deadline) {
        this(clock, deadline, () -> {});
    }

    /// That of an invocation.
    ///
    /// @param remainingMillis until the platform stops it
    public static Patience until(Clock clock, long remainingMillis) {
        return new Patience(clock, clock.instant().plusMillis(remainingMillis).minus(RESERVE));
    }

    /// The same with a gate.
    public Patience behind(Runnable newGate) {
        return new Patience(clock, deadline, newGate);
    }

    /// @param onThrottling told of each answer that asks for fewer calls
    public Backoff backoff(Runnable onThrottling) {
        return new Backoff(this, onThrottling);
    }

    /// Where nobody needs to know of throttling.
    Backoff backoff() {
        return backoff(() -> {});
    }

    <T> T call(Supplier<T> call) {
        return backoff().call(call);
    }
}
