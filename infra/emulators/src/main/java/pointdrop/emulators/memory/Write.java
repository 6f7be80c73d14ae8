package pointdrop.emulators.memory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// One conditional change of one item, found valid as far as that does not depend on the item.
///
/// @param condition null for none
/// @param tells whether a failure of the condition tells the item
/// @param change makes of the item what it is afterwards; either is empty where there is none. Null for one that only checks
/// @param changed the paths that an update expression names
record Write(SimulatedTable table, ItemKey key, @Nullable Condition condition, boolean tells,
        @Nullable UnaryOperator<Map<String, AttributeValue>> change, Projection changed) {
    private static final Projection NO_PATHS = new Projection(List.of());

    static Write of(SimulatedTable table, PutItemRequest request) {
        Placeholders placeholders = new Placeholders(request.expressionAttributeNames(),
                request.expressionAttributeValues());
        Map<String, AttributeValue> item = StoredValue.ofAll(request.item());
        return of(table, table.schema().of(item), request.conditionExpression(), placeholders,
                request.returnValuesOnConditionCheckFailure(), _ -> item, NO_PATHS);
    }

    static Write of(SimulatedTable table, DeleteItemRequest request) {
        Placeholders placeholders = new Placeholders(request.expressionAttributeNames(),
                request.expressionAttributeValues());
        return of(table, table.schema().ofExactly(request.key()), request.conditionExpression(), placeholders,
                request.returnValuesOnConditionCheckFailure(), _ -> Map.of(), NO_PATHS);
    }

    static Write of(SimulatedTable table, UpdateItemRequest request) {
        Placeholders placeholders = new Placeholders(request.expressionAttributeNames(),
                request.expressionAttributeValues());
        ItemKey key = table.schema().ofExactly(request.key());
        UpdateExpression update = UpdateParser.parse(request.updateExpression(), placeholders);
        for (DocumentPath path : update.paths().paths()) {
            if (table.schema().contains(path.attribute())) {
                throw Refusal.validation("One or more parameter values were invalid: Cannot update attribute "
                        + path.attribute() + ". This attribute is part of the key");
            }
        }
        return of(table, key, request.conditionExpression(), placeholders,
                request.returnValuesOnConditionCheckFailure(), item -> {
                    Map<String, AttributeValue> after = new TreeMap<>(update.apply(item));
                    after.putAll(table.schema().attributes(key));
                    return after;
                }, update.paths());
    }

    static Write of(SimulatedTable table, ConditionCheck check) {
        Placeholders placeholders = new Placeholders(check.expressionAttributeNames(),
                check.expressionAttributeValues());
        return of(table, table.schema().ofExactly(check.key()), check.conditionExpression(), placeholders,
                check.returnValuesOnConditionCheckFailure(), null, NO_PATHS);
    }

    private static Write of(SimulatedTable table, ItemKey key, @Nullable String condition, Placeholders placeholders,
            @Nullable ReturnValuesOnConditionCheckFailure asked,
            @Nullable UnaryOperator<Map<String, AttributeValue>> change, Projection changed) {
        Condition parsed = ConditionParser.parse("ConditionExpression", condition, placeholders);
        placeholders.requireAllUsed();
        return new Write(table, key, parsed, asked == ReturnValuesOnConditionCheckFailure.ALL_OLD, change, changed);
    }

    /// The item before and after; each is empty where there is none.
    record Effect(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {}

    /// What the write would do now.
    ///
    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException where it cannot be done
    Effect effect() {
        Map<String, AttributeValue> before = table.get(key);
        if (condition != null && !condition.holds(before)) {
            throw Refusal.condition(tells ? before : Map.of());
        }
        Map<String, AttributeValue> after = change == null ? before : change.apply(before);
        if (ItemSize.of(after) > ItemSize.LARGEST_ITEM) {
            throw Refusal.validation("Item size has exceeded the maximum allowed size");
        }
        return new Effect(before, after);
    }

    void commit(Effect effect) {
        if (change != null) {
            table.replace(key, effect.after());
        }
    }

    Effect perform() {
        Effect effect = effect();
        commit(effect);
        return effect;
    }
}
