package pointdrop.emulators.memory;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What `SET` makes of an item's attributes and of literals.
sealed interface NewValue {
    /// @param item as it was before the update
    AttributeValue from(Map<String, AttributeValue> item);

    static RuntimeException wrongType() {
        return Refusal.validation("An operand in the update expression has an incorrect data type");
    }

    static BigDecimal number(AttributeValue value) {
        if (value.n() == null) {
            throw wrongType();
        }
        return Numbers.read(value.n());
    }

    private static List<AttributeValue> elements(AttributeValue value) {
        if (!value.hasL()) {
            throw wrongType();
        }
        return value.l();
    }

    record Literal(AttributeValue value) implements NewValue {
        @Override
        public AttributeValue from(Map<String, AttributeValue> item) {
            return value;
        }
    }

    record Copy(DocumentPath path) implements NewValue {
        @Override
        public AttributeValue from(Map<String, AttributeValue> item) {
            AttributeValue value = path.of(item);
            if (value == null) {
                throw Refusal.validation(
                        "The provided expression refers to an attribute that does not exist in the item");
            }
            return value;
        }
    }

    record Sum(NewValue left, NewValue right, boolean subtract) implements NewValue {
        @Override
        public AttributeValue from(Map<String, AttributeValue> item) {
            BigDecimal one = number(left.from(item));
            BigDecimal other = number(right.from(item));
            return AttributeValue.fromN(Numbers.write(subtract ? one.subtract(other) : one.add(other)));
        }
    }

    /// The other value must be one also where it is not needed.
    record IfNotExists(DocumentPath path, NewValue otherwise) implements NewValue {
        @Override
        public AttributeValue from(Map<String, AttributeValue> item) {
            AttributeValue fallback = otherwise.from(item);
            AttributeValue value = path.of(item);
            return value == null ? fallback : value;
        }
    }

    record ListAppend(NewValue first, NewValue second) implements NewValue {
        @Override
        public AttributeValue from(Map<String, AttributeValue> item) {
            return AttributeValue.fromL(Stream.of(first, second)
                    .flatMap(list -> elements(list.from(item)).stream())
                    .toList());
        }
    }
}
