package pointdrop.emulators.memory;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The `#names` and `:values` that the expressions of one request stand on.
final class Placeholders {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values = new TreeMap<>();
    private final TreeSet<String> unused = new TreeSet<>();

    /// @param names as the SDK gives them
    /// @param values as the SDK gives them
    Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        requireSome(names, "ExpressionAttributeNames");
        requireSome(values, "ExpressionAttributeValues");
        this.names = names;
        values.forEach((placeholder, value) -> this.values.put(placeholder, StoredValue.of(value)));
        unused.addAll(names.keySet());
        unused.addAll(values.keySet());
    }

    /// @param names as the SDK gives them
    Placeholders(Map<String, String> names) {
        this(names, DefaultSdkAutoConstructMap.getInstance());
    }

    private static void requireSome(Map<?, ?> given, String member) {
        if (given.isEmpty() && !(given instanceof SdkAutoConstructMap<?, ?>)) {
            throw Refusal.validation(member + " must not be empty");
        }
    }

    String name(String placeholder) {
        return require(names.get(placeholder), "name", placeholder);
    }

    AttributeValue value(String placeholder) {
        return require(values.get(placeholder), "value", placeholder);
    }

    private <T> T require(@Nullable T meaning, String kind, String placeholder) {
        if (meaning == null) {
            throw Refusal.validation("Invalid expression: An expression attribute " + kind
                    + " used in expression is not defined; attribute " + kind + ": " + placeholder);
        }
        unused.remove(placeholder);
        return meaning;
    }

    /// To be called once every expression is read.
    void requireAllUsed() {
        if (!unused.isEmpty()) {
            throw Refusal
                    .validation("Value provided in ExpressionAttributeNames or ExpressionAttributeValues unused in "
                            + "expressions: keys: " + unused);
        }
    }
}
