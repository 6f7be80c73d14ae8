package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which items a query is about: those of one partition, and of these the ones with certain sort keys.
record KeyCondition(String partition, Predicate<String> sort) {
    private record Term(String attribute, String operator, List<String> values) {
        private String value() {
            return values.getFirst();
        }

        private boolean holds(String key) {
            return switch (operator) {
                case "begins_with" -> key.startsWith(value());
                case "BETWEEN" -> KeyOrder.UTF_8.compare(key, value()) >= 0
                        && KeyOrder.UTF_8.compare(key, values.getLast()) <= 0;
                default -> Comparison.accepts(operator, KeyOrder.UTF_8.compare(key, value()));
            };
        }
    }

    private static final class Parser extends Expression {
        private static final List<String> COMPARATORS = List.of("=", "<", "<=", ">", ">=");

        private Parser(String expression, Placeholders placeholders) {
            super("KeyConditionExpression", expression, placeholders);
        }

        private List<Term> terms() {
            List<Term> terms = new ArrayList<>(List.of(term()));
            if (take("AND")) {
                terms.add(term());
            }
            requireEnd();
            return terms;
        }

        private Term term() {
            if (take("begins_with")) {
                require("(");
                String attribute = attributeName();
                require(",");
                Term term = new Term(attribute, "begins_with", List.of(text()));
                require(")");
                return term;
            }
            if (peek(0).equals("(")) {
                throw unsupported("parentheses around key conditions");
            }
            String attribute = attributeName();
            if (take("BETWEEN")) {
                return between(attribute);
            }
            if (!COMPARATORS.contains(peek(0))) {
                throw refuseToken();
            }
            return new Term(attribute, takeAny(), List.of(text()));
        }

        private Term between(String attribute) {
            String low = text();
            require("AND");
            String high = text();
            if (KeyOrder.UTF_8.compare(low, high) > 0) {
                throw refuse("The BETWEEN operator requires upper bound to be greater than or equal to lower bound");
            }
            return new Term(attribute, "BETWEEN", List.of(low, high));
        }

        private String text() {
            AttributeValue value = literal();
            if (value.s() == null || value.s().isEmpty()) {
                throw refuse("A key is a text that is not empty: " + value);
            }
            return value.s();
        }
    }

    static KeyCondition parse(@Nullable String expression, Placeholders placeholders, KeySchema schema) {
        if (expression == null) {
            throw Refusal.validation("The KeyConditionExpression parameter must be specified");
        }
        List<Term> terms = new Parser(expression, placeholders).terms();
        Term partition = terms.stream()
                .filter(term -> term.attribute().equals(schema.partition()) && term.operator().equals("="))
                .findFirst()
                .orElseThrow(() -> Refusal.validation("Query condition missed key schema element: "
                        + schema.partition()));
        terms.remove(partition);
        if (!terms.stream().allMatch(term -> term.attribute().equals(schema.sort()))) {
            throw Refusal.validation("Query key condition not supported");
        }
        return new KeyCondition(partition.value(), key -> terms.stream().allMatch(term -> term.holds(key)));
    }

    /// @param start the last key of the page before; null for the first page
    Stream<Map<String, AttributeValue>> select(SimulatedTable table, boolean forward, @Nullable ItemKey start) {
        if (start != null && !(start.partition().equals(partition) && sort.test(start.sort()))) {
            throw Refusal
                    .validation("The provided starting key is outside query boundaries based on provided conditions");
        }
        NavigableMap<String, Map<String, AttributeValue>> items = table.partition(partition);
        NavigableMap<String, Map<String, AttributeValue>> ordered = forward ? items : items.descendingMap();
        return (start == null ? ordered : ordered.tailMap(start.sort(), false)).entrySet()
                .stream()
                .filter(item -> sort.test(item.getKey()))
                .map(Map.Entry::getValue);
    }
}
