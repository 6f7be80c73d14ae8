package pointdrop.emulators.memory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How values compare. One that is null is absent: it equals nothing and contains nothing.
final class Comparison {
    private Comparison() {}

    static boolean holds(@Nullable AttributeValue left, String comparator, @Nullable AttributeValue right) {
        if (comparator.equals("<>")) {
            return !holds(left, "=", right);
        }
        if (left == null || right == null || left.type() != right.type()) {
            return false;
        }
        return switch (left.type()) {
            case S -> accepts(comparator, KeyOrder.UTF_8.compare(left.s(), right.s()));
            case N -> accepts(comparator, new BigDecimal(left.n()).compareTo(new BigDecimal(right.n())));
            default -> comparator.equals("=") && left.equals(right);
        };
    }

    /// @param order of the left and the right, as a [java.util.Comparator] tells it
    static boolean accepts(String comparator, int order) {
        return switch (comparator) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    static boolean beginsWith(@Nullable AttributeValue whole, @Nullable AttributeValue start) {
        return whole != null && start != null && whole.s() != null && start.s() != null
                && whole.s().startsWith(start.s());
    }

    /// A text within a text, a member of a set, or an element of a list.
    static boolean contains(@Nullable AttributeValue whole, @Nullable AttributeValue part) {
        if (whole == null || part == null) {
            return false;
        }
        return switch (whole.type()) {
            case S -> part.s() != null && whole.s().contains(part.s());
            case SS -> part.s() != null && whole.ss().contains(part.s());
            case NS -> part.n() != null && whole.ns().contains(part.n());
            case L -> whole.l().contains(part);
            default -> false;
        };
    }

    /// Characters of a text, members of the others; nothing else has one.
    static @Nullable AttributeValue size(@Nullable AttributeValue value) {
        if (value == null) {
            return null;
        }
        int size = switch (value.type()) {
            case S -> value.s().length();
            case SS -> value.ss().size();
            case NS -> value.ns().size();
            case L -> value.l().size();
            case M -> value.m().size();
            default -> -1;
        };
        return size < 0 ? null : AttributeValue.fromN(Integer.toString(size));
    }
}
