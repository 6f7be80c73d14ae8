package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The parts of an item that are told.
///
/// @param paths none of which is inside another
record Projection(List<DocumentPath> paths) {
    private static final class Parser extends ExpressionParser {
        private Parser(String expression, Placeholders placeholders) {
            super("ProjectionExpression", expression, placeholders);
        }

        private Projection parse() {
            List<DocumentPath> paths = new ArrayList<>();
            do {
                paths.add(path());
            } while (take(","));
            requireEnd();
            DocumentPath.requireApart(paths);
            return new Projection(paths);
        }
    }

    /// @param expression null for the whole item
    static @Nullable Projection parse(@Nullable String expression, Placeholders placeholders) {
        return expression == null ? null : new Parser(expression, placeholders).parse();
    }

    /// @param projection null for the whole item
    static Map<String, AttributeValue> apply(@Nullable Projection projection, Map<String, AttributeValue> item) {
        return projection == null ? item : projection.of(item);
    }

    /// @return empty where the item has none of them
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return parts(item, paths.stream().map(DocumentPath::steps).toList());
    }

    private static Map<String, AttributeValue> parts(Map<String, AttributeValue> map,
            List<List<DocumentPath.Step>> paths) {
        Map<String, AttributeValue> parts = new TreeMap<>();
        for (String name : paths.stream().map(path -> path.getFirst().name()).distinct().toList()) {
            AttributeValue part = part(map.get(name), behind(DocumentPath.Step.attribute(name), paths));
            if (part != null) {
                parts.put(name, part);
            }
        }
        return parts;
    }

    private static List<List<DocumentPath.Step>> behind(DocumentPath.Step step, List<List<DocumentPath.Step>> paths) {
        return paths.stream()
                .filter(path -> path.getFirst().equals(step))
                .map(path -> path.subList(1, path.size()))
                .toList();
    }

    private static @Nullable AttributeValue part(@Nullable AttributeValue value, List<List<DocumentPath.Step>> paths) {
        if (value == null || paths.getFirst().isEmpty()) {
            return value;
        }
        if (value.hasM()) {
            Map<String, AttributeValue> parts = parts(value.m(), paths);
            return parts.isEmpty() ? null : AttributeValue.fromM(parts);
        }
        if (value.hasL()) {
            List<AttributeValue> parts = IntStream.range(0, value.l().size()).mapToObj(i -> {
                List<List<DocumentPath.Step>> inside = behind(DocumentPath.Step.element(i), paths);
                return inside.isEmpty() ? null : part(value.l().get(i), inside);
            }).filter(part -> part != null).toList();
            return parts.isEmpty() ? null : AttributeValue.fromL(parts);
        }
        return null;
    }
}
