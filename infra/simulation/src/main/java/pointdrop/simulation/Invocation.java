package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.memory.Killed;

/// One call of a function, from its start to its end. The platform kills it at its timeout.
final class Invocation {
    private final Agenda agenda;
    private final String function;
    private final int number;
    private final String event;
    private final Instant end;
    private @Nullable Task task;
    private long wait;
    private boolean killed;
    private boolean ended;
    private int calls;
    private final Set<Integer> brokenCalls = new TreeSet<>();

    /// @param number tells it from others of the function
    /// @param event as JSON
    /// @param end when the platform kills it
    Invocation(Agenda agenda, String function, int number, String event, Instant end) {
        this.agenda = agenda;
        this.function = function;
        this.number = number;
        this.event = event;
        this.end = end;
    }

    String function() {
        return function;
    }

    String name() {
        return function + " " + number;
    }

    /// What it was called with, as JSON.
    String event() {
        return event;
    }

    Instant end() {
        return end;
    }

    /// @param body returns once the function has returned or failed
    void start(Runnable body) {
        Task started = new Task(() -> {
            body.run();
            ended = true;
        });
        task = started;
        agenda.at(end, this::kill);
        agenda.run(this, started);
    }

    /// Called by the function: suspends it for a while.
    void pause(Duration duration) {
        pauseUntil(agenda.now().plus(duration));
    }

    void pauseUntil(Instant time) {
        requireAlive();
        long thisWait = ++wait;
        agenda.at(time, () -> {
            if (wait == thisWait && !ended) {
                agenda.run(this, task());
            }
        });
        task().suspend();
        requireAlive();
    }

    /// Ends it at once; calls that are on their way still take effect.
    void kill() {
        if (!ended && !killed) {
            killed = true;
            wait++;
            agenda.run(this, task());
        }
    }

    /// The same, called by the function itself.
    Killed killItself() {
        killed = true;
        wait++;
        return new Killed();
    }

    /// @throws Killed where the platform has killed the function
    void requireAlive() {
        if (killed) {
            throw new Killed();
        }
    }

    boolean killed() {
        return killed;
    }

    /// @return the number of the call to AWS that it makes now
    int nextCall() {
        return ++calls;
    }

    /// Something broke at a call.
    void breaksAt(int call) {
        brokenCalls.add(call);
    }

    /// Whether something broke at this very call.
    boolean brokeAt(int call) {
        return brokenCalls.contains(call);
    }

    /// Whether something broke at this call or later.
    boolean brokeSince(int call) {
        return killed || brokenCalls.stream().anyMatch(broken -> broken >= call);
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException(name() + " has not started");
        }
        return task;
    }
}
