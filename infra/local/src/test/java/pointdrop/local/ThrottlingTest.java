package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.OnEmulators;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

@ExtendWith(OnEmulators.class)
class ThrottlingTest {
    private static final int CUSTOMERS = 150;

    private Deployment deployment;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        Platform.of(deployment)
                .drop("imports/demo/enroll/customers.csv",
                        file("Email,Name", "c%d@example.com,Name%n").getBytes(UTF_8));
    }

    private static String file(String header, String row) {
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(row::formatted)
                .collect(Collectors.joining("", header + "\n", ""));
    }

    private StoredObject upload() {
        return deployment.upload("imports/demo/add-points/file.csv", file("Email,Points", "c%d@example.com,7%n"));
    }

    private void assertAllAdded(StoredObject upload) {
        HistoryEntry entry = Platform.of(deployment).history(upload);
        assertEquals(Status.COMPLETED, entry.status());
        assertEquals(CUSTOMERS, entry.counts().changed());
        assertEquals(0, entry.counts().failed());
        assertTrue(deployment.items(deployment.customersTable()).stream().allMatch(item -> item.number("points") == 7));
    }

    /// Refuses calls of DynamoDB: so many in a hundred.
    private record Throttle(int percent, AtomicInteger refused) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof DynamoDbRequest
                    && ThreadLocalRandom.current().nextInt(100) < percent) {
                refused.incrementAndGet();
                throw ProvisionedThroughputExceededException.builder()
                        .message("The level of configured provisioned throughput for the table was exceeded")
                        .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException")
                                .build())
                        .statusCode(400)
                        .build();
            }
        }
    }

    /// Leaves half of the keys of each read for later.
    private static final class Unprocessed implements ExecutionInterceptor {
        private final AtomicInteger left = new AtomicInteger();

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!(context.response() instanceof BatchGetItemResponse response)) {
                return context.response();
            }
            String table = ((BatchGetItemRequest) context.request()).requestItems().keySet().iterator().next();
            List<Map<String, AttributeValue>> items = new ArrayList<>(
                    Objects.requireNonNull(response.responses().get(table)));
            List<Map<String, AttributeValue>> later = items.subList((items.size() + 1) / 2, items.size());
            left.addAndGet(later.size());
            BatchGetItemResponse.Builder half = response.toBuilder()
                    .responses(Map.of(table, List.copyOf(items.subList(0, (items.size() + 1) / 2))));
            if (!later.isEmpty()) {
                half.unprocessedKeys(Map.of(table, KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(later.stream().map(Unprocessed::key).toList())
                        .build()));
            }
            return half.build();
        }

        private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
            Map<String, AttributeValue> key = new HashMap<>(item);
            key.keySet().retainAll(List.of("pk", "email"));
            return key;
        }
    }

    @Test
    void throttlingEverywhereSlowsTheWorkDownAndFailsNothing() {
        Throttle throttle = new Throttle(50, new AtomicInteger());
        Platform platform = new Platform(deployment, Clients.with(List.of(throttle)), Machine.real());
        StoredObject upload = upload();

        platform.validate(upload);
        platform.importChunk(Platform.of(deployment).onlyChunk(upload));

        assertTrue(throttle.refused().get() > CUSTOMERS / 2, throttle.toString());
        assertAllAdded(upload);
    }

    @Test
    void keysThatAreLeftUnprocessedAreReadAgain() {
        Unprocessed unprocessed = new Unprocessed();
        StoredObject upload = upload();
        Platform.of(deployment).validate(upload);

        new Platform(deployment, Clients.with(List.of(unprocessed)), Machine.real())
                .importChunk(Platform.of(deployment).onlyChunk(upload));

        assertTrue(unprocessed.left.get() > CUSTOMERS / 2, unprocessed.left.toString());
        assertAllAdded(upload);
    }

    @Test
    void aFunctionStopsBeforeItsTimeIsOverAndTheNextDeliveryDoesTheRest() {
        StoredObject upload = upload();
        Platform.of(deployment).validate(upload);
        String chunk = Platform.of(deployment).onlyChunk(upload);
        Platform throttled = new Platform(deployment, Clients.with(List.of(new Throttle(97, new AtomicInteger()))),
                Machine.real());

        IllegalStateException stopped = assertThrows(IllegalStateException.class,
                () -> throttled.importChunk(chunk, Duration.ofSeconds(23)));

        assertTrue(Objects.requireNonNull(stopped.getMessage()).startsWith("Out of time"), stopped.getMessage());
        TestClock later = new TestClock();
        later.advance(Duration.ofMinutes(30));
        new Platform(deployment, Clients.withoutFaults(), Machine.withClock(later)).importChunk(chunk);
        assertAllAdded(upload);
    }
}
