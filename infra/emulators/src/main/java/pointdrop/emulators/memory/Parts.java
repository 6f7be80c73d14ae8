package pointdrop.emulators.memory;

import java.util.Arrays;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a value begins with and contains.
final class Parts {
    private Parts() {}

    static boolean beginsWith(AttributeValue whole, AttributeValue part) {
        if (whole.type() != part.type()) {
            return false;
        }
        return switch (whole.type()) {
            case S -> whole.s().startsWith(part.s());
            case B -> matches(whole.b().asByteArrayUnsafe(), 0, part.b().asByteArrayUnsafe());
            default -> false;
        };
    }

    /// A text within a text, bytes within bytes, a member of a set, or an element of a list.
    static boolean contains(AttributeValue whole, AttributeValue part) {
        return switch (whole.type()) {
            case S -> part.s() != null && whole.s().contains(part.s());
            case B -> part.b() != null
                    && containsBytes(whole.b().asByteArrayUnsafe(), part.b().asByteArrayUnsafe());
            case SS -> part.s() != null && whole.ss().contains(part.s());
            case NS -> part.n() != null && whole.ns().contains(part.n());
            case BS -> part.b() != null && whole.bs().contains(part.b());
            case L -> whole.l().contains(part);
            default -> false;
        };
    }

    private static boolean containsBytes(byte[] whole, byte[] part) {
        for (int start = 0; start <= whole.length - part.length; start++) {
            if (matches(whole, start, part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] whole, int start, byte[] part) {
        return start + part.length <= whole.length
                && Arrays.equals(whole, start, start + part.length, part, 0, part.length);
    }
}
