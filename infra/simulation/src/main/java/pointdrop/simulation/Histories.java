package pointdrop.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Template;

/// Runs histories of successive seeds on all processors until one breaks a promise.
final class Histories {
    private final Template template;
    private final long first;
    private final AtomicLong next;
    private final AtomicReference<@Nullable Finding> found = new AtomicReference<>();

    /// @param first seed
    Histories(Template template, long first) {
        this.template = template;
        this.first = first;
        this.next = new AtomicLong(first);
    }

    /// @param most how many at most
    /// @param longest how long at most
    /// @return the first finding, with as few faults as show it
    Optional<Finding> run(long most, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            for (int i = 0; i < processors; i++) {
                threads.execute(() -> {
                    while (found.get() == null && System.nanoTime() - end < 0) {
                        long seed = next.getAndIncrement();
                        if (seed - first >= most) {
                            next.decrementAndGet();
                            return;
                        }
                        Finding.in(template, seed, Optional.empty())
                                .ifPresent(finding -> found.compareAndSet(null,
                                        finding));
                    }
                });
            }
        }
        return Optional.ofNullable(found.get()).map(finding -> finding.shortened(template));
    }

    /// How many were run.
    long count() {
        return next.get() - first;
    }
}
