package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What is going to happen, in the order of simulated time. One thing happens at a time, and time stands still meanwhile.
final class Agenda {
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private record Entry(Instant time, long number, Runnable action) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.comparing(Entry::time).thenComparingLong(Entry::number));
    private Instant now = START;
    private long number;
    private @Nullable Invocation running;

    /// The invocation whose code runs now; null while nothing but AWS does something.
    @Nullable
    Invocation running() {
        return running;
    }

    /// Lets an invocation run until it waits or ends.
    void run(Invocation invocation, Task task) {
        running = invocation;
        try {
            task.resume();
        } finally {
            running = null;
        }
    }

    /// Another one at each call.
    String uniqueId() {
        return "id-" + number++;
    }

    Instant now() {
        return now;
    }

    void at(Instant time, Runnable action) {
        entries.add(new Entry(time.isBefore(now) ? now : time, number++, action));
    }

    void after(Duration delay, Runnable action) {
        at(now.plus(delay), action);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Lets time pass until the next thing happens.
    ///
    /// @return false where nothing is left
    boolean step() {
        Entry next = entries.poll();
        if (next == null) {
            return false;
        }
        now = next.time();
        next.action().run();
        return true;
    }
}
