package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// The time until which an invocation may begin calls to AWS, on the machine that measures it.
///
/// @param last no call is begun later
/// @param throttled how many answers asked to call later, and have not been told to the log
/// @param meter of what the calls consume
public record Deadline(Machine machine, Instant last, LongAdder throttled, Meter meter) {
    /// Kept free for calls that clean up after the deadline, see [#forCleanUp].
    private static final Duration CLEAN_UP = Duration.ofSeconds(4);
    /// Between the deadline and the end of the invocation, so that the last call has ended by then.
    private static final Duration RESERVE = CLEAN_UP.plus(Clients.LONGEST_CALL).plusSeconds(1);
    /// By how much the clocks of two functions may differ. AWS keeps them within milliseconds.
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    /// After so long a call that was under way has ended, by any function's clock.
    static final Duration MARGIN = Clients.LONGEST_CALL.plus(CLOCKS_DIFFER);

    /// The deadline of an invocation.
    ///
    /// @param remainingMillis until the platform stops it
    static Deadline of(Machine machine, long remainingMillis, Meter meter) {
        return new Deadline(machine, machine.now().plusMillis(remainingMillis).minus(RESERVE), new LongAdder(), meter);
    }

    /// No deadline, for code that no platform stops.
    static Deadline none(Machine machine) {
        return new Deadline(machine, machine.now().plus(Duration.ofDays(365)), new LongAdder(),
                Meter.begin(machine, new Environment(Map.of())));
    }

    /// This deadline, or an earlier time.
    public Deadline noLaterThan(Instant earlier) {
        return earlier.isBefore(last) ? new Deadline(machine, earlier, throttled, meter) : this;
    }

    /// Earlier, for calls that may last longer than [Clients#LONGEST_CALL]: they end when all others do.
    Deadline forCallsOf(Duration longest) {
        return noLaterThan(last.plus(Clients.LONGEST_CALL).minus(longest));
    }

    /// A little later, for a call that gives back a lease or aborts an upload.
    Deadline forCleanUp() {
        return new Deadline(machine, last.plus(CLEAN_UP), throttled, meter);
    }

    /// The same for a part whose calls are metered apart.
    Deadline with(Meter other) {
        return new Deadline(machine, last, throttled, other);
    }

    /// The time by which the last call of the invocation has ended, by any function's clock.
    Instant end() {
        return last.plus(RESERVE).plus(MARGIN);
    }

    public Instant now() {
        return machine.now();
    }

    /// Waits until a time.
    ///
    /// @throws IllegalStateException at the deadline
    public void waitUntil(Instant time) {
        Backoff backoff = backoff();
        while (now().isBefore(time)) {
            backoff.pause();
        }
    }

    /// For a series of tries of one thing.
    ///
    /// @param slowDown called for each throttled answer, which is counted anyway
    public Backoff backoff(Runnable slowDown) {
        return new Backoff(this, slowDown);
    }

    /// The same where nothing else is to slow down.
    public Backoff backoff() {
        return backoff(() -> {});
    }

    /// A call that is tried again until it is answered, see [Backoff#call].
    public <T> T call(Supplier<T> call) {
        return backoff().call(call);
    }
}
