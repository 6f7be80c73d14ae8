package pointdrop.storage;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// Tries a call again, with growing random pauses, while it gets no answer, is throttled, is answered with a server error or
/// meets a transaction on the same item.
/// It stops at the deadline, and the platform delivers the event again. The SDK's own retries are off, see [Clients#of].
public final class Backoff {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// Reasons of a cancelled transaction that another try may not meet (Amazon DynamoDB API Reference, "TransactWriteItems").
    private static final Set<String> PASSING = Set.of("None", "TransactionConflict", "ThrottlingError",
            "ProvisionedThroughputExceeded");

    private final Deadline deadline;
    private final Runnable slowDown;
    private int attempt;

    Backoff(Deadline deadline, Runnable slowDown) {
        this.deadline = deadline;
        this.slowDown = slowDown;
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
                    countThrottling();
                } else if (refused.statusCode() < 500 && !refused.isClockSkewException() && !metAnother(refused)) {
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

    /// Whether another write was on its way to the same item.
    private static boolean metAnother(AwsServiceException refused) {
        return refused instanceof TransactionConflictException
                || refused instanceof TransactionInProgressException
                || (refused instanceof TransactionCanceledException cancelled && !failedOnCondition(cancelled)
                        && cancelled.cancellationReasons()
                                .stream()
                                .allMatch(reason -> PASSING.contains(String.valueOf(reason.code()))));
    }

    /// Whether a condition of a transaction did not hold.
    static boolean failedOnCondition(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons()
                .stream()
                .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
    }

    /// Pauses after an answer that left part of the request unprocessed.
    void throttled() {
        countThrottling();
        pause(null);
    }

    private void countThrottling() {
        deadline.throttled().increment();
        slowDown.run();
    }

    /// Pauses before the caller tries again itself.
    ///
    /// @throws IllegalStateException at the deadline
    public void pause() {
        pause(null);
    }

    private void requireTime(@Nullable RuntimeException cause) {
        if (!deadline.now().isBefore(deadline.last())) {
            throw new OutOfTime(cause);
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
