package pointdrop.emulators.memory;

import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which items a query is about: those of one partition, and of these the ones whose sort key fulfils a condition.
///
/// @param sort null for any sort key
record KeyCondition(String partition, @Nullable Condition sort) {

    static KeyCondition parse(@Nullable String expression, Placeholders placeholders, KeySchema schema) {
        Condition condition = ConditionParser.parse("KeyConditionExpression", expression, placeholders);
        if (condition == null) {
            throw Refusal.validation("Either the KeyConditions or KeyConditionExpression parameter must be specified");
        }
        return of(condition, schema);
    }

    private static KeyCondition of(Condition condition, KeySchema schema) {
        if (condition instanceof Condition.And(Condition left, Condition right)) {
            return schema.partition().equals(attribute(left))
                    ? of(left, right, schema)
                    : of(right, left, schema);
        }
        return of(condition, null, schema);
    }

    private static KeyCondition of(Condition partition, @Nullable Condition sort, KeySchema schema) {
        if (!schema.partition().equals(attribute(partition))) {
            throw Refusal.validation("Query condition missed key schema element: " + schema.partition());
        }
        if (sort != null && (schema.sort() == null || !schema.sort().equals(attribute(sort)))) {
            throw Refusal.validation("Query key condition not supported");
        }
        if (!(partition instanceof Condition.Comparison(DocumentPath _, Condition.Comparator comparator, Operand.Literal(AttributeValue value)))
                || comparator != Condition.Comparator.EQUAL) {
            throw Refusal.validation("Query key condition not supported");
        }
        return new KeyCondition(schema.partition(value), sort);
    }

    /// @param start the last key of the page before; null for the first page
    Stream<Map<String, AttributeValue>> select(SimulatedTable table, boolean forward, @Nullable ItemKey start) {
        if (start != null && !start.partition().equals(partition)) {
            throw Refusal
                    .validation("The provided starting key is outside query boundaries based on provided conditions");
        }
        if (start != null && sort != null && !sort.holds(table.schema().attributes(start))) {
            throw Refusal.validation("The provided starting key does not match the range key predicate");
        }
        NavigableMap<String, Map<String, AttributeValue>> items = table.partition(partition);
        NavigableMap<String, Map<String, AttributeValue>> ordered = forward ? items : items.descendingMap();
        return (start == null ? ordered : ordered.tailMap(start.sort(), false)).values()
                .stream()
                .filter(item -> sort == null || sort.holds(item));
    }

    /// The key attribute that a condition is about; nothing for a condition that no key can have.
    private static @Nullable String attribute(Condition condition) {
        return switch (condition) {
            case Condition.Comparison(DocumentPath path, Condition.Comparator comparator, Operand.Literal literal) when comparator != Condition.Comparator.NOT_EQUAL ->
                attribute(path, literal);
            case Condition.Between(DocumentPath path, Operand.Literal low, Operand.Literal high) when high.value()
                    .s() != null ->
                attribute(path, low);
            case Condition.BeginsWith(DocumentPath path, Operand.Literal start) -> attribute(path, start);
            case Condition.Comparison(Operand.Literal _, Condition.Comparator _, DocumentPath path) ->
                throw new UnsupportedOperationException("The simulation supports a key condition with the key on the "
                        + "left side only: " + path);
            default -> null;
        };
    }

    private static @Nullable String attribute(DocumentPath path, Operand.Literal literal) {
        if ("".equals(literal.value().s())) {
            throw Refusal
                    .validation("One or more parameter values are not valid. The AttributeValue for a key attribute "
                            + "cannot contain an empty string value. Key: " + path);
        }
        return path.isAttribute() && literal.value().s() != null ? path.attribute() : null;
    }
}
