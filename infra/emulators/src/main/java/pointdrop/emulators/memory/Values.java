package pointdrop.emulators.memory;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What expressions make of values as [StoredValue] has them. One that is null is absent: it equals and contains nothing.
final class Values {
    private Values() {}

    static boolean compare(@Nullable AttributeValue left, String comparator, @Nullable AttributeValue right) {
        if (comparator.equals("<>")) {
            return !compare(left, "=", right);
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
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(comparator);
        };
    }

    static boolean beginsWith(@Nullable AttributeValue whole, @Nullable AttributeValue start) {
        return whole != null && whole.s() != null && start != null && start.s() != null
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
            case SS, NS -> members(value).size();
            case L -> value.l().size();
            case M -> value.m().size();
            default -> -1;
        };
        return size < 0 ? null : AttributeValue.fromN(Integer.toString(size));
    }

    /// @param fits whether an operand has a type that its operator takes
    static void require(boolean fits) {
        if (!fits) {
            throw Refusal.validation("An operand in the update expression has an incorrect data type");
        }
    }

    static boolean isSet(AttributeValue value) {
        return value.hasSs() || value.hasNs();
    }

    private static List<String> members(AttributeValue set) {
        return set.hasNs() ? set.ns() : set.ss();
    }

    /// A number is added up; members are put into a set.
    static AttributeValue add(@Nullable AttributeValue old, AttributeValue more) {
        if (old == null) {
            return more;
        }
        if (more.n() != null) {
            return sum(old, more);
        }
        require(old.type() == more.type());
        TreeSet<String> all = new TreeSet<>(members(old));
        all.addAll(members(more));
        return StoredValue.set(old, all);
    }

    /// @return nothing where no member is left
    static @Nullable AttributeValue without(@Nullable AttributeValue set, AttributeValue removed) {
        if (set == null) {
            return null;
        }
        require(set.type() == removed.type());
        TreeSet<String> left = new TreeSet<>(members(set));
        left.removeAll(members(removed));
        return left.isEmpty() ? null : StoredValue.set(set, left);
    }

    private static BigDecimal decimal(AttributeValue value) {
        require(value.n() != null);
        return new BigDecimal(value.n());
    }

    static AttributeValue sum(AttributeValue one, AttributeValue other) {
        return StoredValue.number(decimal(one).add(decimal(other)));
    }

    static AttributeValue negated(AttributeValue number) {
        return StoredValue.number(decimal(number).negate());
    }
}
