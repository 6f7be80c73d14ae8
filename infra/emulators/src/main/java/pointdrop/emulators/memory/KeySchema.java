package pointdrop.emulators.memory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes that are the key of a table's items, all of them strings.
///
/// @param sort null for a table without one
public record KeySchema(String partition, @Nullable String sort) {
    private static final int LONGEST_PARTITION = 2048;
    private static final int LONGEST_SORT = 1024;

    List<String> names() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    boolean contains(String attribute) {
        return attribute.equals(partition) || attribute.equals(sort);
    }

    /// @param item has at least the attributes of the key
    public ItemKey of(Map<String, AttributeValue> item) {
        return new ItemKey(text(item, partition, LONGEST_PARTITION),
                sort == null ? "" : text(item, sort, LONGEST_SORT));
    }

    /// What a partition key is in [ItemKey].
    String partition(AttributeValue value) {
        return text(Map.of(partition, value), partition, LONGEST_PARTITION);
    }

    /// @param key has no other attribute
    ItemKey ofExactly(Map<String, AttributeValue> key) {
        if (!key.keySet().equals(Set.copyOf(names()))) {
            throw Refusal.validation("The provided key element does not match the schema");
        }
        return of(key);
    }

    private static String text(Map<String, AttributeValue> item, String name, int longest) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw Refusal.validation("One or more parameter values were invalid: Missing the key " + name
                    + " in the item");
        }
        if (value.s() == null) {
            throw Refusal.validation("One or more parameter values were invalid: Type mismatch for key " + name
                    + " expected: S actual: " + value.type());
        }
        if (value.s().isEmpty()) {
            throw Refusal
                    .validation("One or more parameter values are not valid. The AttributeValue for a key attribute "
                            + "cannot contain an empty string value. Key: " + name);
        }
        if (ItemSize.ofText(value.s()) > longest) {
            throw Refusal.validation("One or more parameter values were invalid: Size of key " + name + " has exceeded "
                    + "the maximum size limit of " + longest + " bytes");
        }
        return value.s();
    }

    Map<String, AttributeValue> attributes(ItemKey key) {
        Map<String, AttributeValue> attributes = new TreeMap<>(
                Map.of(partition, AttributeValue.fromS(key.partition())));
        if (sort != null) {
            attributes.put(sort, AttributeValue.fromS(key.sort()));
        }
        return attributes;
    }
}
