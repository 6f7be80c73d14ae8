package pointdrop.storage;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// Tries a call again, with growing random pauses, while it gets no answer, is throttled, is answered with a server error or
/// meets a transaction on the same item.
/// It stops at the deadline, and the platform delivers the event again. The SDK's own retries are off, see [Clients#of].
public final class Backoff {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Deadline deadline;
    private final Runnable onThrottling;
    private int attempt;

    Backoff(Deadline deadline, Runnable onThrottling) {
        this.deadline = deadline;
        this.onThrottling = onThrottling;
    }

    /// @throws AwsServiceException for an answer that another try would not change
    /// @throws IllegalStateException at the deadline
    public <T> T call(Supplier<T> call) {
        while (true) {
            requireTime(null);
            try {
                return call.get();
            } catch (AwsServiceException refused) {
                if (refused.isThrottlingException()) {
                    onThrottling.run();
                } else if (refused.statusCode() < 500 && !refused.isClockSkewException()
                        && !(refused instanceof TransactionConflictException)) {
                    throw refused;
                }
                pause(refused);
            } catch (AbortedException interrupted) {
                throw interrupted;
            } catch (SdkClientException noAnswer) {
                pause(noAnswer);
            }
        }
    }

    /// Pauses after an answer that left part of the request unprocessed.
    void throttled() {
        onThrottling.run();
        pause(null);
    }

    /// Pauses before the caller tries again itself.
    ///
    /// @throws IllegalStateException at the deadline
    public void pause() {
        pause(null);
    }

    private void requireTime(@Nullable RuntimeException cause) {
        if (!deadline.now().isBefore(deadline.last())) {
            throw new IllegalStateException("Out of time: the work is left to the next delivery", cause);
        }
    }

    private void pause(@Nullable RuntimeException cause) {
        requireTime(cause);
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt++, 10));
        try {
            deadline.machine().pause(Duration.ofMillis(longest));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to try again", stopped);
        }
    }
}
