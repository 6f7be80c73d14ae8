package pointdrop.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Tries a call again, with pauses that grow and are never the same, for as long as an answer says "not now": throttled, or
/// the service is at fault. It gives up at a deadline, and the platform delivers the work again.
public final class Backoff {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Instant deadline;
    private int attempt;

    /// @param deadline after which no call is begun again
    public Backoff(Clock clock, Instant deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /// @throws AwsServiceException for an answer that will not change, or the last one before the deadline
    public <T> T call(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (AwsServiceException refused) {
                if (!isTransient(refused) || outOfTime()) {
                    throw refused;
                }
            } catch (SdkClientException noAnswer) {
                if (outOfTime()) {
                    throw noAnswer;
                }
            }
            pause();
        }
    }

    /// Pauses before the caller tries again itself.
    ///
    /// @throws IllegalStateException at the deadline
    public void pauseIf(boolean again) {
        if (again && outOfTime()) {
            throw new IllegalStateException("Out of time: the work is left to the next delivery");
        }
        if (again) {
            pause();
        }
    }

    private boolean outOfTime() {
        return !clock.instant().isBefore(deadline);
    }

    private static boolean isTransient(AwsServiceException refused) {
        return refused.isThrottlingException() || refused.statusCode() >= 500;
    }

    private void pause() {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt++, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to try again", stopped);
        }
    }
}
