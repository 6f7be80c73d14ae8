package pointdrop.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Until when an invocation may begin calls to AWS, and the clock that it goes by.
///
/// @param last no call is begun later
public record Deadline(Clock clock, Instant last) {
    /// For the last word of an invocation that ran out of time, see [#forCleanUp].
    private static final Duration CLEAN_UP = Duration.ofSeconds(4);
    /// Between the last call and the end of the invocation, by which the call has ended.
    private static final Duration RESERVE = CLEAN_UP.plus(Clients.LONGEST_CALL).plusSeconds(1);
    /// By how much the clocks of two functions may differ. AWS keeps them within milliseconds.
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    /// After which a call that was under way has ended, by any function's clock.
    static final Duration MARGIN = Clients.LONGEST_CALL.plus(CLOCKS_DIFFER);

    /// That of an invocation.
    ///
    /// @param remainingMillis until the platform stops it
    static Deadline of(Clock clock, long remainingMillis) {
        return new Deadline(clock, clock.instant().plusMillis(remainingMillis).minus(RESERVE));
    }

    /// Where no platform stops anybody.
    static Deadline none(Clock clock) {
        return new Deadline(clock, clock.instant().plus(Duration.ofDays(365)));
    }

    /// The same, or an earlier one.
    public Deadline noLaterThan(Instant earlier) {
        return earlier.isBefore(last) ? new Deadline(clock, earlier) : this;
    }

    /// A little later, for a call that tells others that this invocation stops.
    Deadline forCleanUp() {
        return new Deadline(clock, last.plus(CLEAN_UP));
    }

    /// When the last call of the invocation has ended, by any function's clock.
    Instant end() {
        return last.plus(RESERVE).plus(MARGIN);
    }

    public Instant now() {
        return clock.instant();
    }

    /// For a series of tries of one thing.
    ///
    /// @param onThrottling told of each answer that asks for fewer calls
    public Backoff backoff(Runnable onThrottling) {
        return new Backoff(this, onThrottling);
    }

    /// Where nobody needs to know of throttling.
    public Backoff backoff() {
        return backoff(() -> {});
    }

    /// A call that is tried again until it is answered, see [Backoff#call].
    public <T> T call(Supplier<T> call) {
        return backoff().call(call);
    }
}
