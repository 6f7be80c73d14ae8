package pointdrop.emulators.memory;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a condition or filter expression asks of an item.
sealed interface Condition {
    /// @param item empty where there is none
    boolean holds(Map<String, AttributeValue> item);

    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) && right.holds(item);
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) || right.holds(item);
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return !condition.holds(item);
        }
    }

    /// Operators between two operands.
    enum Comparator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        final String symbol;

        Comparator(String symbol) {
            this.symbol = symbol;
        }

        static Optional<Comparator> of(String symbol) {
            return Arrays.stream(values()).filter(comparator -> comparator.symbol.equals(symbol)).findFirst();
        }

        private boolean accepts(@Nullable AttributeValue left, @Nullable AttributeValue right) {
            if (this == NOT_EQUAL) {
                return !EQUAL.accepts(left, right);
            }
            if (left == null || right == null) {
                return false;
            }
            if (this == EQUAL) {
                return left.equals(right);
            }
            if (!ValueOrder.comparable(left, right)) {
                return false;
            }
            int order = ValueOrder.compare(left, right);
            return switch (this) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                default -> order >= 0;
            };
        }
    }

    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return comparator.accepts(left.of(item), right.of(item));
        }
    }

    record Between(Operand value, Operand low, Operand high) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue between = value.of(item);
            return Comparator.AT_LEAST.accepts(between, low.of(item))
                    && Comparator.AT_MOST.accepts(between, high.of(item));
        }
    }

    record In(Operand value, List<Operand> choices) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue one = value.of(item);
            return choices.stream().anyMatch(choice -> Comparator.EQUAL.accepts(one, choice.of(item)));
        }
    }

    record Exists(DocumentPath path) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return path.of(item) != null;
        }
    }

    record HasType(DocumentPath path, AttributeValue.Type type) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue value = path.of(item);
            return value != null && value.type() == type;
        }
    }

    record BeginsWith(Operand value, Operand start) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue whole = value.of(item);
            AttributeValue part = start.of(item);
            return whole != null && part != null && Parts.beginsWith(whole, part);
        }
    }

    record Contains(Operand value, Operand part) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue whole = value.of(item);
            AttributeValue wanted = part.of(item);
            return whole != null && wanted != null && Parts.contains(whole, wanted);
        }
    }
}
