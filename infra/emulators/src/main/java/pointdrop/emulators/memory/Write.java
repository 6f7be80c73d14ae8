package pointdrop.emulators.memory;

import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// One conditional change of one item, found valid as far as that does not depend on the item.
///
/// @param change makes of the item what it is afterwards; either is empty where there is none. Null for one that only checks
record Write(RequestFields request, SimulatedTable table, ItemKey key,
        Predicate<Map<String, AttributeValue>> condition,
        @Nullable UnaryOperator<Map<String, AttributeValue>> change) {
    /// What a request for any kind of write may have, on its own or in a transaction.
    static final String[] KNOWN = {"TableName", "Key", "Item", "UpdateExpression", "ConditionExpression",
            "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValues",
            "ReturnValuesOnConditionCheckFailure", "ReturnConsumedCapacity"};

    /// @param request of its own, or an action of a transaction
    static Write of(Tables tables, RequestFields request) {
        SimulatedTable table = tables.get(request.table());
        Placeholders placeholders = new Placeholders(request);
        Map<String, AttributeValue> item = StoredValue.ofAll(request.attributes("Item"));
        boolean put = request.operation().startsWith("Put");
        ItemKey key = put ? table.key(item) : table.keyAlone(request.attributes("Key"));
        UnaryOperator<Map<String, AttributeValue>> change = switch (request.operation()) {
            case "PutItem", "Put" -> _ -> item;
            case "DeleteItem", "Delete" -> _ -> Map.of();
            case "UpdateItem", "Update" -> update(table, key, request.text("UpdateExpression"), placeholders);
            default -> null;
        };
        Predicate<Map<String, AttributeValue>> condition = Condition.parse(request.text("ConditionExpression"),
                placeholders);
        placeholders.requireAllUsed();
        return new Write(request, table, key, condition, change);
    }

    private static UnaryOperator<Map<String, AttributeValue>> update(SimulatedTable table, ItemKey key,
            @Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return item -> item.isEmpty() ? table.attributes(key) : item;
        }
        Update update = new Update(expression, placeholders);
        if (update.paths().stream().map(DocumentPath::attribute).anyMatch(table::isKey)) {
            throw Refusal.validation("One or more parameter values were invalid: Cannot update an attribute that is "
                    + "part of the key");
        }
        return item -> {
            Map<String, AttributeValue> after = update.apply(item);
            after.putAll(table.attributes(key));
            return after;
        };
    }

    /// The item before and after; each is empty where there is none.
    record Effect(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {}

    /// What the caller hears of the item and of the cost; null where it did not ask.
    record Answer(@Nullable Map<String, AttributeValue> item, @Nullable ConsumedCapacity consumed) {}

    /// What the write would do now.
    ///
    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException where it cannot be done
    Effect effect() {
        Map<String, AttributeValue> before = table.get(key);
        if (!condition.test(before)) {
            boolean told = "ALL_OLD".equals(request.text("ReturnValuesOnConditionCheckFailure"));
            throw Refusal.condition(told ? before : Map.of());
        }
        Map<String, AttributeValue> after = change == null ? before : change.apply(before);
        if (Size.of(after) > Size.LARGEST_ITEM) {
            throw Refusal.validation("Item size has exceeded the maximum allowed size");
        }
        table.requireIndexable(after);
        return new Effect(before, after);
    }

    void commit(Effect effect) {
        if (change != null) {
            table.replace(key, effect.after());
        }
    }

    /// One whose condition does not hold costs what the item costs that stands there (DynamoDB Developer Guide, "Capacity unit consumption for write
    /// operations").
    Answer perform() {
        Effect effect;
        try {
            effect = effect();
        } catch (ConditionalCheckFailedException refused) {
            table.charge(true, Size.writeUnits(table.get(key), Map.of()));
            throw refused;
        }
        Answer answer = new Answer(told(effect), Size.told(request, table.charge(true, units(effect))));
        commit(effect);
        return answer;
    }

    double units(Effect effect) {
        return table.writeUnits(effect.before(), effect.after());
    }

    private @Nullable Map<String, AttributeValue> told(Effect effect) {
        String asked = Objects.requireNonNullElse(request.text("ReturnValues"), "NONE");
        Map<String, AttributeValue> told = switch (asked) {
            case "NONE" -> Map.of();
            case "ALL_OLD" -> effect.before();
            case String _ when !request.operation().equals("UpdateItem") -> throw Refusal.validation(
                    "ReturnValues can only be ALL_OLD or NONE");
            case "ALL_NEW" -> effect.after();
            default -> throw new UnsupportedOperationException("The simulation knows no ReturnValues " + asked);
        };
        return told.isEmpty() ? null : told;
    }
}
