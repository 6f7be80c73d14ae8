package pointdrop.emulators.memory;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads which attributes of an item are told.
final class Projection extends Expression {
    private Projection(String expression, Placeholders placeholders) {
        super("ProjectionExpression", expression, placeholders);
    }

    /// @param expression null for the whole item
    /// @return makes of an item the part of it that is told
    static UnaryOperator<Map<String, AttributeValue>> parse(@Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return UnaryOperator.identity();
        }
        Set<String> told = new Projection(expression, placeholders).names();
        return item -> {
            Map<String, AttributeValue> part = new TreeMap<>(item);
            part.keySet().retainAll(told);
            return part;
        };
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        do {
            DocumentPath path = path();
            if (path.names().size() > 1) {
                throw unsupported("a part of an attribute to tell");
            }
            if (!names.add(path.attribute())) {
                throw refuse("Two document paths overlap with each other: " + path);
            }
        } while (take(","));
        requireEnd();
        return names;
    }
}
