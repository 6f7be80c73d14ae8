package pointdrop.emulators.memory;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes that are the key of a table's items, all of them strings.
///
/// @param sort null for a table without one
record KeySchema(String partition, @Nullable String sort) {
    private static final int LONGEST_PARTITION = 2048;
    private static final int LONGEST_SORT = 1024;

    boolean contains(String attribute) {
        return attribute.equals(partition) || attribute.equals(sort);
    }

    /// @param item has at least the attributes of the key
    ItemKey of(Map<String, AttributeValue> item) {
        return new ItemKey(text(item, partition, LONGEST_PARTITION),
                sort == null ? "" : text(item, sort, LONGEST_SORT));
    }

    /// @param key has no other attribute
    ItemKey ofExactly(Map<String, AttributeValue> key) {
        if (!key.keySet().stream().allMatch(this::contains)) {
            throw Refusal.validation("The provided key element does not match the schema");
        }
        return of(key);
    }

    private static String text(Map<String, AttributeValue> item, String name, int longest) {
        AttributeValue value = item.get(name);
        if (value == null || value.s() == null || value.s().isEmpty() || ItemSize.ofText(value.s()) > longest) {
            throw Refusal.validation("One or more parameter values were invalid: The key " + name
                    + " must be a text of 1 to " + longest + " bytes, and is " + value);
        }
        return value.s();
    }

    /// The attributes of the key alone.
    Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new TreeMap<>(item);
        key.keySet().removeIf(name -> !contains(name));
        return key;
    }

    /// Names an item to who reads the history of calls, whether or not it has a proper key.
    String name(Map<String, AttributeValue> item) {
        return sort == null ? name(item, partition) : name(item, partition) + "/" + name(item, sort);
    }

    private static String name(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.s() == null ? "?" : value.s();
    }
}
