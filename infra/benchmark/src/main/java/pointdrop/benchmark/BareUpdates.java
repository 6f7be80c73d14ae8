package pointdrop.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import pointdrop.storage.Machine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A loop of conditional updates, as short as one can be: what any import has to spend.
///
/// @param sample one update of an import; the loop makes the same for other customers, with the same expressions
record BareUpdates(DynamoDbClient dynamoDb, UpdateItemRequest sample) {
    /// Makes updates of different customers, some at a time.
    void run(int updates, int atATime) {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> workers = IntStream.range(0, atATime)
                    .<Callable<Integer>>mapToObj(_ -> () -> {
                        int made = 0;
                        for (int row = next.getAndIncrement(); row < updates; row = next.getAndIncrement()) {
                            update(row);
                            made++;
                        }
                        return made;
                    })
                    .toList();
            int made = workers.stream().map(threads::submit).toList().stream().mapToInt(Machine::result).sum();
            if (made != updates) {
                throw new IllegalStateException("Made " + made + " updates instead of " + updates);
            }
        }
    }

    private void update(int row) {
        Map<String, AttributeValue> key = Map.of("pk", Objects.requireNonNull(sample.key().get("pk")), "email",
                AttributeValue.fromS("customer" + row + "@example.com"));
        Map<String, AttributeValue> values = new HashMap<>(sample.expressionAttributeValues());
        dynamoDb.updateItem(UpdateItemRequest.builder()
                .tableName(sample.tableName())
                .key(key)
                .updateExpression(sample.updateExpression())
                .conditionExpression(sample.conditionExpression())
                .expressionAttributeNames(sample.expressionAttributeNames())
                .expressionAttributeValues(values)
                .returnConsumedCapacity(sample.returnConsumedCapacity())
                .returnValuesOnConditionCheckFailure(sample.returnValuesOnConditionCheckFailure())
                .build());
    }
}
