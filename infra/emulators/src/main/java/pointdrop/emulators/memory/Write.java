package pointdrop.emulators.memory;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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

    static Write put(Tables tables, RequestFields request) {
        requireOnlyOld(request);
        SimulatedTable table = tables.of(request);
        Map<String, AttributeValue> item = StoredValue.ofAll(given(request.attributes("Item")));
        return of(request, table, table.schema().of(item), new Placeholders(request), _ -> item);
    }

    static Write delete(Tables tables, RequestFields request) {
        requireOnlyOld(request);
        SimulatedTable table = tables.of(request);
        return of(request, table, key(table, request), new Placeholders(request), _ -> Map.of());
    }

    /// Of a transaction.
    static Write check(Tables tables, RequestFields request) {
        SimulatedTable table = tables.of(request);
        return of(request, table, key(table, request), new Placeholders(request), null);
    }

    static Write update(Tables tables, RequestFields request) {
        SimulatedTable table = tables.of(request);
        Map<String, AttributeValue> key = given(request.attributes("Key"));
        Placeholders placeholders = new Placeholders(request);
        UnaryOperator<Map<String, AttributeValue>> update = update(table.schema(),
                request.text("UpdateExpression"), placeholders);
        return of(request, table, table.schema().ofExactly(key), placeholders, item -> {
            Map<String, AttributeValue> after = new TreeMap<>(update.apply(item));
            after.putAll(key);
            return after;
        });
    }

    private static UnaryOperator<Map<String, AttributeValue>> update(KeySchema schema, @Nullable String expression,
            Placeholders placeholders) {
        if (expression == null) {
            return UnaryOperator.identity();
        }
        UpdateExpression update = new UpdateExpression(expression, placeholders);
        if (update.paths().stream().map(DocumentPath::attribute).anyMatch(schema::contains)) {
            throw Refusal.validation("One or more parameter values were invalid: Cannot update an attribute that is "
                    + "part of the key");
        }
        return update::apply;
    }

    private static Map<String, AttributeValue> given(@Nullable Map<String, AttributeValue> attributes) {
        return attributes == null ? Map.of() : attributes;
    }

    private static ItemKey key(SimulatedTable table, RequestFields request) {
        return table.schema().ofExactly(given(request.attributes("Key")));
    }

    private static void requireOnlyOld(RequestFields request) {
        String asked = request.text("ReturnValues");
        if (asked != null && !asked.equals("NONE") && !asked.equals("ALL_OLD")) {
            throw Refusal.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private static Write of(RequestFields request, SimulatedTable table, ItemKey key, Placeholders placeholders,
            @Nullable UnaryOperator<Map<String, AttributeValue>> change) {
        Predicate<Map<String, AttributeValue>> condition = ConditionParser.parse("ConditionExpression",
                request.text("ConditionExpression"), placeholders);
        placeholders.requireAllUsed();
        return new Write(request, table, key, condition, change);
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

    Answer perform() {
        Effect effect = effect();
        Answer answer = new Answer(told(effect), Capacity.told(request.text("ReturnConsumedCapacity"), table.name(),
                Capacity.writeUnits(effect.before(), effect.after())));
        commit(effect);
        return answer;
    }

    private @Nullable Map<String, AttributeValue> told(Effect effect) {
        String asked = Objects.requireNonNullElse(request.text("ReturnValues"), "NONE");
        Map<String, AttributeValue> told = switch (asked) {
            case "NONE" -> Map.of();
            case "ALL_OLD" -> effect.before();
            case "ALL_NEW" -> effect.after();
            default -> throw new UnsupportedOperationException("The simulation knows no ReturnValues " + asked);
        };
        return told.isEmpty() ? null : told;
    }
}
