package pointdrop.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A loop of conditional updates, as short as one can be: what any import has to spend.
///
/// @param sample one update of an import; the loop makes the same for other customers, with the same expressions
record BareUpdates(DynamoDbClient dynamoDb, UpdateItemRequest sample) {
    /// Makes updates of different customers, some at a time.
    void run(int updates, int atATime) {
        Loop.run(updates, atATime, this::update);
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
