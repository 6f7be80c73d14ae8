package pointdrop.emulators.memory;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which items a query is about: those of one partition, and of these the ones with certain sort keys. The simulation knows it
/// with the partition first.
record KeyCondition(String partition, Predicate<String> sort) {
    private static final class Parser {
        private final Tokens tokens;

        private Parser(Tokens tokens) {
            this.tokens = tokens;
        }

        private KeyCondition condition(KeySchema keys) {
            requireName(keys.partitionKey());
            tokens.require("=");
            String partition = text();
            Predicate<String> sort = tokens.take("AND") ? sort(keys.sortKey()) : _ -> true;
            tokens.requireEnd();
            return new KeyCondition(partition, sort);
        }

        private void requireName(@Nullable String key) {
            if (!tokens.name().equals(key)) {
                throw Refusal.validation("Query condition missed key schema element: " + key);
            }
        }

        private Predicate<String> sort(@Nullable String name) {
            if (tokens.take("begins_with")) {
                tokens.require("(");
                requireName(name);
                tokens.require(",");
                String start = text();
                tokens.require(")");
                return key -> key.startsWith(start);
            }
            requireName(name);
            if (tokens.take("BETWEEN")) {
                String low = text();
                tokens.require("AND");
                String high = text();
                if (KeyOrder.UTF_8.compare(low, high) > 0) {
                    throw Refusal
                            .validation("The BETWEEN operator requires an upper bound that is not below the lower");
                }
                return accepts(">=", low).and(accepts("<=", high));
            }
            return accepts(tokens.comparator(), text());
        }

        private static Predicate<String> accepts(String comparator, String text) {
            if (comparator.equals("<>")) {
                throw Refusal.validation("Query key condition not supported");
            }
            return key -> Values.accepts(comparator, KeyOrder.UTF_8.compare(key, text));
        }

        private String text() {
            AttributeValue value = tokens.value();
            if (value.s() == null || value.s().isEmpty()) {
                throw Refusal.validation("A key is a text that is not empty: " + value);
            }
            return value.s();
        }
    }

    static KeyCondition parse(@Nullable String expression, Placeholders placeholders, KeySchema keys) {
        if (expression == null) {
            throw Refusal.validation("The KeyConditionExpression parameter must be specified");
        }
        return new Parser(new Tokens(expression, placeholders)).condition(keys);
    }
}
