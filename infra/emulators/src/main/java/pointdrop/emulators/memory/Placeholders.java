package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The `#names` and `:values` that the expressions of one request stand on.
final class Placeholders {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final TreeSet<String> unused = new TreeSet<>();

    Placeholders(RequestFields request) {
        this.names = request.texts("ExpressionAttributeNames");
        this.values = StoredValue.ofAll(request.attributes("ExpressionAttributeValues"));
        if ((request.has("ExpressionAttributeNames") && names.isEmpty())
                || (request.has("ExpressionAttributeValues") && values.isEmpty())) {
            throw Refusal.validation("ExpressionAttributeNames and ExpressionAttributeValues must not be empty");
        }
        unused.addAll(names.keySet());
        unused.addAll(values.keySet());
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

    /// Reads which attributes of an item are told.
    ///
    /// @param expression null for the whole item
    UnaryOperator<Map<String, AttributeValue>> projection(@Nullable String expression) {
        if (expression == null) {
            return UnaryOperator.identity();
        }
        Tokens tokens = new Tokens(expression, this);
        List<DocumentPath> told = new ArrayList<>();
        do {
            told.add(tokens.path());
        } while (tokens.take(","));
        tokens.requireEnd();
        DocumentPath.requireApart(told);
        if (told.stream().anyMatch(path -> path.names().size() > 1)) {
            throw new UnsupportedOperationException("The simulation knows no projection to " + expression);
        }
        return item -> {
            Map<String, AttributeValue> part = new TreeMap<>(item);
            part.keySet().retainAll(told.stream().map(DocumentPath::attribute).toList());
            return part;
        };
    }

    /// To be called once every expression is read.
    void requireAllUsed() {
        if (!unused.isEmpty()) {
            throw Refusal.validation("Value provided in ExpressionAttributeNames or ExpressionAttributeValues unused "
                    + "in expressions: keys: " + unused);
        }
    }
}
