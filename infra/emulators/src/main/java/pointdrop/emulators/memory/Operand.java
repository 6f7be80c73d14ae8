package pointdrop.emulators.memory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a condition compares.
sealed interface Operand permits DocumentPath, Operand.Literal, Operand.Size {
    /// @param item empty where there is none
    /// @return nothing where the item has none
    @Nullable
    AttributeValue of(Map<String, AttributeValue> item);

    /// A `:value`.
    record Literal(AttributeValue value) implements Operand {
        @Override
        public AttributeValue of(Map<String, AttributeValue> item) {
            return value;
        }
    }

    /// `size(path)`: bytes of a binary, characters of a text, members of the others; nothing else has one.
    record Size(Operand of) implements Operand {
        static boolean has(AttributeValue value) {
            return of(value) >= 0;
        }

        private static int of(AttributeValue value) {
            return switch (value.type()) {
                case S -> value.s().length();
                case B -> value.b().asByteArrayUnsafe().length;
                case SS -> value.ss().size();
                case NS -> value.ns().size();
                case BS -> value.bs().size();
                case L -> value.l().size();
                case M -> value.m().size();
                default -> -1;
            };
        }

        @Override
        public @Nullable AttributeValue of(Map<String, AttributeValue> item) {
            AttributeValue value = of.of(item);
            return value == null || !has(value) ? null : AttributeValue.fromN(Integer.toString(of(value)));
        }
    }
}
