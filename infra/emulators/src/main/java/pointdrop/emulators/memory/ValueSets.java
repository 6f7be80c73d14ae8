package pointdrop.emulators.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sets of strings, numbers and bytes.
final class ValueSets {
    private ValueSets() {}

    static boolean isSet(AttributeValue value) {
        return value.hasSs() || value.hasNs() || value.hasBs();
    }

    private interface Operation {
        <T> List<T> of(Collection<T> one, Collection<T> other, Comparator<T> order);
    }

    static AttributeValue union(AttributeValue one, AttributeValue other) {
        return apply(one, other, new Operation() {
            @Override
            public <T> List<T> of(Collection<T> members, Collection<T> more, Comparator<T> order) {
                TreeSet<T> all = new TreeSet<>(order);
                all.addAll(members);
                all.addAll(more);
                return List.copyOf(all);
            }
        });
    }

    /// @return nothing where no member is left
    static @Nullable AttributeValue difference(AttributeValue one, AttributeValue other) {
        if (one.equals(other)) {
            return null;
        }
        AttributeValue left = apply(one, other, new Operation() {
            @Override
            public <T> List<T> of(Collection<T> members, Collection<T> removed, Comparator<T> order) {
                TreeSet<T> rest = new TreeSet<>(order);
                rest.addAll(members);
                removed.forEach(rest::remove);
                return List.copyOf(rest);
            }
        });
        return left.ss().isEmpty() && left.ns().isEmpty() && left.bs().isEmpty() ? null : left;
    }

    private static AttributeValue apply(AttributeValue one, AttributeValue other, Operation operation) {
        if (one.type() != other.type()) {
            throw NewValue.wrongType();
        }
        return switch (one.type()) {
            case SS -> AttributeValue.fromSs(operation.of(one.ss(), other.ss(), ValueOrder.TEXTS));
            case NS -> AttributeValue.fromNs(operation.of(one.ns(), other.ns(), ValueOrder.NUMBERS));
            case BS -> AttributeValue.fromBs(operation.of(one.bs(), other.bs(), ValueOrder.BYTES));
            default -> throw NewValue.wrongType();
        };
    }
}
