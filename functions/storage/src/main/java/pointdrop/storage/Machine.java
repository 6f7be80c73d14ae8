package pointdrop.storage;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/// What a function takes from the machine that it runs on: the time, waiting, threads and random ids. Nothing else differs
/// from run to run, so that a simulation which answers these can repeat a run exactly.
public interface Machine {
    Instant now();

    /// Waits for a random time.
    ///
    /// @param longest at least a millisecond
    void pause(Duration longest) throws InterruptedException;

    /// Some threads that take tasks in their order.
    ///
    /// @param most how many tasks run at once
    ExecutorService threads(int most);

    /// The order in which threads begin tasks. None is promised.
    default <T> List<T> order(List<T> tasks) {
        return tasks;
    }

    /// An id that no other call on any machine returns.
    String uniqueId();

    /// 32 random bytes that nobody can guess, in Base64 for URLs: 43 characters.
    String secret();

    /// This machine.
    static Machine real() {
        return withClock(Clock.systemUTC());
    }

    /// This machine with another clock.
    static Machine withClock(InstantSource clock) {
        return new Machine() {
            private final SecureRandom random = new SecureRandom();

            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public void pause(Duration longest) throws InterruptedException {
                Thread.sleep(ThreadLocalRandom.current().nextLong(longest.toMillis()) + 1);
            }

            @Override
            public ExecutorService threads(int most) {
                return Executors.newFixedThreadPool(most, Thread.ofVirtual().factory());
            }

            @Override
            public String uniqueId() {
                return UUID.randomUUID().toString();
            }

            @Override
            public String secret() {
                byte[] bytes = new byte[32];
                random.nextBytes(bytes);
                return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            }
        };
    }

    /// Waits for a task, and throws what it threw.
    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopped);
        }
    }
}
