package pointdrop.emulators.memory;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The `#names` and `:values` that the expressions of one request stand on.
final class Placeholders {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final TreeSet<String> unused = new TreeSet<>();

    Placeholders(RequestFields request) {
        this.names = some(request.texts("ExpressionAttributeNames"));
        this.values = StoredValue.ofAll(some(request.attributes("ExpressionAttributeValues")));
        unused.addAll(names.keySet());
        unused.addAll(values.keySet());
    }

    private static <T> Map<String, T> some(@Nullable Map<String, T> given) {
        if (given != null && given.isEmpty()) {
            throw Refusal.validation("ExpressionAttributeNames and ExpressionAttributeValues must not be empty");
        }
        return given == null ? new TreeMap<>() : given;
    }

    String name(String placeholder) {
        return require(names.get(placeholder), placeholder);
    }

    AttributeValue value(String placeholder) {
        return require(values.get(placeholder), placeholder);
    }

    private <T> T require(@Nullable T meaning, String placeholder) {
        if (meaning == null) {
            throw Refusal.validation("An expression attribute used in expression is not defined: " + placeholder);
        }
        unused.remove(placeholder);
        return meaning;
    }

    /// To be called once every expression is read.
    void requireAllUsed() {
        if (!unused.isEmpty()) {
            throw Refusal.validation("Value provided in ExpressionAttributeNames or ExpressionAttributeValues unused "
                    + "in expressions: keys: " + unused);
        }
    }
}
