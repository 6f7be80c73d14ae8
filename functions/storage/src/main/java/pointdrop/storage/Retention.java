package pointdrop.storage;

import java.time.Duration;

/// How long an import is worked on, and how long a customer remembers it. Whoever works on an import finds what it has written
/// before, because the first is shorter than the second; template.yaml keeps messages in the queue shorter than both.
final class Retention {
    /// Entries of a customer's `recent` that are younger are never dropped.
    static final Duration RECENT = Duration.ofDays(7);
    /// A chunk of an import that began to import longer ago is given up. Such a message was kept back, or an operator moved it back
    /// from the dead-letter queue.
    static final Duration IMPORTING = Duration.ofDays(6);
    /// A reviewed import can be started for as long.
    static final Duration READY = Duration.ofDays(7);
    /// By how much the time of an entry may be off: clocks differ, and it is cut to seconds. Entries are kept so much longer than [#RECENT].
    static final Duration UNCERTAIN = Duration.ofMinutes(1);

    private Retention() {}
}
