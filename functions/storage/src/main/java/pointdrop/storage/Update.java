package pointdrop.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// One conditional UpdateItem, built clause by clause. Every name is a placeholder in its expressions, so that none can be a
/// reserved word of DynamoDB.
final class Update {
    private final Table table;
    private final Map<String, AttributeValue> key;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> deletes = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    Update(Table table, Map<String, AttributeValue> key) {
        this.table = table;
        this.key = key;
    }

    Update set(String name, AttributeValue value) {
        sets.add(name(name) + " = " + value(value));
        return this;
    }

    Update setAll(Map<String, AttributeValue> attributes) {
        attributes.forEach(this::set);
        return this;
    }

    /// Adds to a number, which must be there.
    Update increase(String name, AttributeValue number) {
        sets.add(name(name) + " = " + name(name) + " + " + value(number));
        return this;
    }

    /// Adds one to a number, which is 0 where it is absent.
    Update count(String name) {
        return add(name, Attributes.of(1));
    }

    /// Adds to a number, which is 0 where it is absent.
    Update add(String name, AttributeValue number) {
        sets.add(name(name) + " = if_not_exists(" + name(name) + ", " + value(Attributes.of(0)) + ") + "
                + value(number));
        return this;
    }

    Update delete(String name, AttributeValue members) {
        deletes.add(name(name) + " " + value(members));
        return this;
    }

    Update remove(String name) {
        removes.add(name(name));
        return this;
    }

    /// Sets the attributes that differ, and removes those that are gone.
    Update change(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                set(name, value);
            }
        });
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(this::remove);
        return this;
    }

    /// On condition that the attribute has this value; null means that it is absent.
    Update whereIs(String name, @Nullable AttributeValue expected) {
        conditions.add(expected == null
                ? "attribute_not_exists(" + name(name) + ")"
                : name(name) + " = " + value(expected));
        return this;
    }

    Update whereContains(String name, AttributeValue member) {
        conditions.add("contains(" + name(name) + ", " + value(member) + ")");
        return this;
    }

    Update whereAbsentOrBelow(String name, AttributeValue limit) {
        conditions.add("(attribute_not_exists(" + name(name) + ") OR " + name(name) + " < " + value(limit) + ")");
        return this;
    }

    /// Either the item after the change, or the item that the condition did not hold for.
    ///
    /// @param item empty where the condition did not hold because there is no item
    record Result(boolean changed, Map<String, AttributeValue> item) {
        Optional<Map<String, AttributeValue>> ifChanged() {
            return changed ? Optional.of(item) : Optional.empty();
        }
    }

    Result execute() {
        return execute(table.deadline().backoff());
    }

    /// @param backoff shared with other tries of the same thing
    Result execute(Backoff backoff) {
        UpdateItemRequest request = request(ReturnValue.ALL_NEW);
        try {
            UpdateItemResponse response = backoff.call(() -> table.dynamoDb().updateItem(request));
            table.meter().wrote(response.consumedCapacity());
            return new Result(true, response.attributes());
        } catch (ConditionalCheckFailedException refused) {
            return new Result(false, standing(refused));
        }
    }

    /// The same for a caller who knows the item after the change: an answer without it is smaller, and read in less time.
    ///
    /// @return nothing where the change took effect; else the item that the condition did not hold for, empty where there is none
    Optional<Map<String, AttributeValue>> apply(Backoff backoff) {
        UpdateItemRequest request = request(ReturnValue.NONE);
        return refused(() -> table.dynamoDb().updateItem(request).consumedCapacity(), backoff);
    }

    /// Deletes the item on the conditions; nothing else may be asked for.
    ///
    /// @return as [#apply]
    Optional<Map<String, AttributeValue>> delete(Backoff backoff) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table.name())
                .key(key)
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return refused(() -> table.dynamoDb().deleteItem(request).consumedCapacity(), backoff);
    }

    private Optional<Map<String, AttributeValue>> refused(Supplier<@Nullable ConsumedCapacity> write, Backoff backoff) {
        try {
            table.meter().wrote(backoff.call(write));
            return Optional.empty();
        } catch (ConditionalCheckFailedException refused) {
            return Optional.of(standing(refused));
        }
    }

    /// The item that a condition did not hold for. DynamoDB charges such a write, and does not tell what.
    private Map<String, AttributeValue> standing(ConditionalCheckFailedException refused) {
        table.meter().refused(refused.item());
        return refused.hasItem() ? refused.item() : Map.of();
    }

    /// As one of several writes that all take effect, or none.
    TransactWriteItem inTransaction() {
        UpdateItemRequest request = request(ReturnValue.NONE);
        return TransactWriteItem.builder()
                .update(update -> update.tableName(request.tableName())
                        .key(request.key())
                        .updateExpression(request.updateExpression())
                        .conditionExpression(request.conditionExpression())
                        .expressionAttributeNames(request.expressionAttributeNames())
                        .expressionAttributeValues(request.expressionAttributeValues()))
                .build();
    }

    private UpdateItemRequest request(ReturnValue answer) {
        return UpdateItemRequest.builder()
                .tableName(table.name())
                .key(key)
                .updateExpression(clause("SET", sets) + clause("DELETE", deletes) + clause("REMOVE", removes))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .returnValues(answer)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private static String clause(String keyword, List<String> parts) {
        return parts.isEmpty() ? "" : keyword + " " + String.join(", ", parts) + " ";
    }

    /// @param name of an attribute, or the path to one inside a map, with dots
    private String name(String name) {
        String placeholder = "#" + name.replace(".", ".#");
        for (String part : placeholder.split("\\.", -1)) {
            names.put(part, part.substring(1));
        }
        return placeholder;
    }

    private String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
