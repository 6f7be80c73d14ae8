package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Writes that all take effect, or none.
record Transaction(List<Write> writes) {
    private static final int MOST = 100;
    private static final long LARGEST = 4 * 1024 * 1024;
    /// Each write is prepared and committed.
    private static final int UNITS_TIMES = 2;

    private static final CancellationReason NONE = CancellationReason.builder().code("None").build();

    static Transaction of(Tables tables, List<TransactWriteItem> actions) {
        if (actions.isEmpty() || actions.size() > MOST) {
            throw Refusal.validation("A transaction has from 1 to " + MOST + " actions, not " + actions.size());
        }
        List<Write> writes = actions.stream().map(action -> write(tables, action)).toList();
        Set<List<Object>> keys = new HashSet<>();
        for (Write write : writes) {
            if (!keys.add(List.of(write.table().name(), write.key()))) {
                throw Refusal.validation("Transaction request cannot include multiple operations on one item");
            }
        }
        return new Transaction(writes);
    }

    private static Write write(Tables tables, TransactWriteItem action) {
        List<Write> writes = new ArrayList<>();
        if (action.put() != null) {
            writes.add(Write.of(tables.get(action.put().tableName()), request(action.put())));
        }
        if (action.update() != null) {
            requireExpression(action.update().updateExpression());
            writes.add(Write.of(tables.get(action.update().tableName()), request(action.update())));
        }
        if (action.delete() != null) {
            writes.add(Write.of(tables.get(action.delete().tableName()), request(action.delete())));
        }
        if (action.conditionCheck() != null) {
            requireExpression(action.conditionCheck().conditionExpression());
            writes.add(Write.of(tables.get(action.conditionCheck().tableName()), action.conditionCheck()));
        }
        if (writes.size() != 1) {
            throw Refusal.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return writes.getFirst();
    }

    private static void requireExpression(@Nullable String expression) {
        if (expression == null) {
            throw Refusal.validation("The expression of a transaction's update or condition check must not be null");
        }
    }

    private static PutItemRequest request(Put put) {
        return PutItemRequest.builder()
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.expressionAttributeNames())
                .expressionAttributeValues(put.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(put.returnValuesOnConditionCheckFailure())
                .build();
    }

    private static UpdateItemRequest request(Update update) {
        return UpdateItemRequest.builder()
                .key(update.key())
                .updateExpression(update.updateExpression())
                .conditionExpression(update.conditionExpression())
                .expressionAttributeNames(update.expressionAttributeNames())
                .expressionAttributeValues(update.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(update.returnValuesOnConditionCheckFailure())
                .build();
    }

    private static DeleteItemRequest request(Delete delete) {
        return DeleteItemRequest.builder()
                .key(delete.key())
                .conditionExpression(delete.conditionExpression())
                .expressionAttributeNames(delete.expressionAttributeNames())
                .expressionAttributeValues(delete.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(delete.returnValuesOnConditionCheckFailure())
                .build();
    }

    /// @return the units that it costs, by table
    Map<String, Double> perform() {
        List<Write.Effect> effects = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        long bytes = 0;
        for (Write write : writes) {
            try {
                Write.Effect effect = write.effect();
                effects.add(effect);
                reasons.add(NONE);
                bytes += ItemSize.of(effect.after());
            } catch (DynamoDbException refused) {
                reasons.add(reason(refused));
            }
        }
        if (effects.size() < writes.size()) {
            throw Refusal.cancelled(reasons);
        }
        if (bytes > LARGEST) {
            throw Refusal.validation("Collection size of items in the transaction exceeds " + LARGEST + " bytes");
        }
        return commit(effects);
    }

    private static CancellationReason reason(DynamoDbException refused) {
        CancellationReason.Builder reason = CancellationReason.builder()
                .message(refused.awsErrorDetails().errorMessage());
        if (!(refused instanceof ConditionalCheckFailedException condition)) {
            return reason.code("ValidationError").build();
        }
        Map<String, AttributeValue> item = condition.item();
        return reason.code("ConditionalCheckFailed").item(item).build();
    }

    private Map<String, Double> commit(List<Write.Effect> effects) {
        Map<String, Double> units = new TreeMap<>();
        for (int i = 0; i < writes.size(); i++) {
            Write.Effect effect = effects.get(i);
            writes.get(i).commit(effect);
            units.merge(writes.get(i).table().name(),
                    UNITS_TIMES * Capacity.writeUnits(effect.before(), effect.after()), Double::sum);
        }
        return units;
    }
}
