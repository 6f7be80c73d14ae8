package pointdrop.emulators.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A global secondary index. It has the items of its table that have its keys, at once: DynamoDB's own
/// is a moment late.
///
/// @param sortKey null for one without
/// @param keysOnly whether it has only the attributes of its keys and of the keys of its table
record SimulatedIndex(SimulatedTable table, String partitionKey, @Nullable String sortKey,
        boolean keysOnly) implements KeySchema {
    private @Nullable String text(Map<String, AttributeValue> item, @Nullable String key) {
        AttributeValue value = key == null ? AttributeValue.fromS("") : item.get(key);
        return value == null ? null : value.s();
    }

    private String sort(Map<String, AttributeValue> item) {
        String sort = text(item, sortKey);
        return sort == null ? "" : sort;
    }

    /// What the index has of an item of its table; nothing where it does not have it.
    private Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
        boolean has = text(item, partitionKey) != null && text(item, sortKey) != null;
        return !has ? Map.of() : keysOnly ? lastKey(item) : item;
    }

    /// What a write to the table costs here (DynamoDB Developer Guide, "Using Global Secondary Indexes", "Write capacity units"): one write where
    /// its entry changes, two where it moves, none where it stays as it is.
    double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        Map<String, AttributeValue> was = entry(before);
        Map<String, AttributeValue> is = entry(after);
        if (was.equals(is)) {
            return 0;
        }
        boolean moves = !was.isEmpty() && !is.isEmpty() && !lastKey(was).equals(lastKey(is));
        return moves ? Size.writeUnits(was, Map.of()) + Size.writeUnits(Map.of(), is) : Size.writeUnits(was, is);
    }

    private boolean has(KeyCondition wanted, Map<String, AttributeValue> item) {
        String sort = text(item, sortKey);
        return wanted.partition().equals(text(item, partitionKey)) && sort != null && wanted.sort().test(sort);
    }

    private Comparator<Map<String, AttributeValue>> order() {
        return Comparator.comparing(this::sort, KeyOrder.UTF_8).thenComparing(table::key, SimulatedTable.ORDER);
    }

    /// @param start the last key of the page before; empty for the first page
    Stream<Map<String, AttributeValue>> query(KeyCondition wanted, boolean forward, Map<String, AttributeValue> start) {
        Comparator<Map<String, AttributeValue>> order = forward ? order() : order().reversed();
        if (!start.isEmpty() && !(lastKey(start).equals(start) && has(wanted, start))) {
            throw Refusal.validation("The provided starting key is invalid");
        }
        return table.items()
                .stream()
                .filter(item -> has(wanted, item))
                .sorted(order)
                .dropWhile(item -> !start.isEmpty() && order.compare(item, start) <= 0)
                .map(item -> keysOnly ? lastKey(item) : item);
    }

    /// The keys of the index and of the table, by which the next page goes on.
    Map<String, AttributeValue> lastKey(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().removeIf(name -> !isKey(name) && !table.isKey(name));
        return key;
    }

    boolean isKey(String attribute) {
        return attribute.equals(partitionKey) || attribute.equals(sortKey);
    }

    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException for an item whose key is no text, or an empty one;
    ///         one without a key is only not in the index
    void requireIndexable(Map<String, AttributeValue> item) {
        item.forEach((name, value) -> {
            if (isKey(name) && (value.s() == null || value.s().isEmpty())) {
                throw Refusal.validation("One or more parameter values were invalid: The key " + name
                        + " of an index must be a text that is not empty, and is " + value);
            }
        });
    }
}
