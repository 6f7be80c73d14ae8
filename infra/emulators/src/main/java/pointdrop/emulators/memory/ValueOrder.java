package pointdrop.emulators.memory;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The order of values of the same type.
final class ValueOrder {
    static final Comparator<String> NUMBERS = Comparator.comparing(Numbers::read);
    static final Comparator<SdkBytes> BYTES = (one, other) -> java.util.Arrays
            .compareUnsigned(one.asByteArrayUnsafe(), other.asByteArrayUnsafe());
    /// That of their bytes in UTF-8, which is that of their code points; Java's own differs behind the first 65,536.
    static final Comparator<String> TEXTS = ValueOrder::compareTexts;

    private static final Set<AttributeValue.Type> ORDERED = EnumSet.of(AttributeValue.Type.S, AttributeValue.Type.N,
            AttributeValue.Type.B);

    private ValueOrder() {}

    private static int compareTexts(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                boolean surrogate = Character.isSurrogate(one.charAt(i));
                return surrogate == Character.isSurrogate(other.charAt(i))
                        ? Character.compare(one.charAt(i), other.charAt(i))
                        : Boolean.compare(surrogate, !surrogate);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /// Whether one value can be less than another of its type.
    static boolean isOrdered(AttributeValue value) {
        return ORDERED.contains(value.type());
    }

    static boolean comparable(AttributeValue one, AttributeValue other) {
        return one.type() == other.type() && isOrdered(one);
    }

    /// @param other [#comparable] with the one
    static int compare(AttributeValue one, AttributeValue other) {
        return switch (one.type()) {
            case S -> TEXTS.compare(one.s(), other.s());
            case N -> NUMBERS.compare(one.n(), other.n());
            case B -> BYTES.compare(one.b(), other.b());
            default -> throw new IllegalArgumentException("No order for " + one.type());
        };
    }
}
