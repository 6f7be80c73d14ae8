package pointdrop.emulators.memory;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// What the simulation does of DynamoDB's requests, as AWS names their members. It refuses the rest rather than ignore it.
final class Supported {
    private static final Set<String> READ = Set.of("TableName", "ProjectionExpression", "ExpressionAttributeNames",
            "ConsistentRead", "ReturnConsumedCapacity");
    private static final Set<String> PAGE = and(READ, "ExpressionAttributeValues", "Limit", "ExclusiveStartKey");
    private static final Set<String> ACTION = Set.of("TableName", "ConditionExpression", "ExpressionAttributeNames",
            "ExpressionAttributeValues", "ReturnValuesOnConditionCheckFailure");
    private static final Set<String> WRITE = and(ACTION, "ReturnValues", "ReturnConsumedCapacity");

    private static final Map<Class<?>, Set<String>> MEMBERS = Map.ofEntries(
            Map.entry(GetItemRequest.class, and(READ, "Key")),
            Map.entry(BatchGetItemRequest.class, Set.of("RequestItems", "ReturnConsumedCapacity")),
            Map.entry(KeysAndAttributes.class,
                    Set.of("Keys", "ProjectionExpression", "ExpressionAttributeNames", "ConsistentRead")),
            Map.entry(QueryRequest.class, and(PAGE, "KeyConditionExpression", "ScanIndexForward")),
            Map.entry(ScanRequest.class, and(PAGE, "FilterExpression")),
            Map.entry(PutItemRequest.class, and(WRITE, "Item")),
            Map.entry(UpdateItemRequest.class, and(WRITE, "Key", "UpdateExpression")),
            Map.entry(DeleteItemRequest.class, and(WRITE, "Key")),
            Map.entry(TransactWriteItemsRequest.class,
                    Set.of("TransactItems", "ClientRequestToken", "ReturnConsumedCapacity")),
            Map.entry(TransactWriteItem.class, Set.of("Put", "Update", "Delete", "ConditionCheck")),
            Map.entry(Put.class, and(ACTION, "Item")),
            Map.entry(Update.class, and(ACTION, "Key", "UpdateExpression")),
            Map.entry(Delete.class, and(ACTION, "Key")),
            Map.entry(ConditionCheck.class, and(ACTION, "Key")),
            Map.entry(CreateTableRequest.class,
                    Set.of("TableName", "KeySchema", "AttributeDefinitions", "BillingMode")));

    private Supported() {}

    private static Set<String> and(Set<String> members, String... more) {
        return Stream.concat(members.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /// @param request or a part of one
    /// @throws UnsupportedOperationException where it asks for anything else
    static void require(SdkPojo request) {
        Set<String> members = MEMBERS.getOrDefault(request.getClass(), Set.of());
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            boolean given = value != null && !(value instanceof SdkAutoConstructList<?>)
                    && !(value instanceof SdkAutoConstructMap<?, ?>);
            if (given && !members.contains(field.memberName())) {
                throw new UnsupportedOperationException("The simulation does not support %s of %s: %s"
                        .formatted(field.memberName(), request.getClass().getSimpleName(), value));
            }
        }
    }

    static void require(TransactWriteItem action) {
        require((SdkPojo) action);
        Stream.<SdkPojo>of(action.put(), action.update(), action.delete(), action.conditionCheck())
                .filter(part -> part != null)
                .forEach(Supported::require);
    }
}
