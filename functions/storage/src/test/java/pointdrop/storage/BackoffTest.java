package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class BackoffTest {
    private final AtomicInteger calls = new AtomicInteger();

    private String answerAfter(int failures, RuntimeException failure) {
        Supplier<String> call = () -> {
            if (calls.getAndIncrement() < failures) {
                throw failure;
            }
            return "done";
        };
        return Deadline.none(Machine.real()).call(call);
    }

    static Stream<RuntimeException> passing() {
        return Stream.of(SdkClientException.create("No answer"),
                DynamoDbException.builder().statusCode(500).message("Internal").build(),
                ProvisionedThroughputExceededException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException")
                                .build())
                        .build(),
                TransactionConflictException.builder().statusCode(400).message("Transaction is ongoing").build());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aCallIsTriedAgainAfterWhatPasses(RuntimeException failure) {
        assertEquals("done", answerAfter(2, failure));
        assertEquals(3, calls.get());
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        RuntimeException refusal = ConditionalCheckFailedException.builder().statusCode(400).build();

        assertThrows(ConditionalCheckFailedException.class, () -> answerAfter(1, refusal));
        assertEquals(1, calls.get());
    }
}
