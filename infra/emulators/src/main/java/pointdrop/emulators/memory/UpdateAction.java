package pointdrop.emulators.memory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an update expression does to one path.
sealed interface UpdateAction {
    DocumentPath path();

    /// @param item as it was before the update
    /// @return nothing where the path is no more
    @Nullable
    AttributeValue newValue(Map<String, AttributeValue> item);

    record Set(DocumentPath path, NewValue value) implements UpdateAction {
        @Override
        public AttributeValue newValue(Map<String, AttributeValue> item) {
            return value.from(item);
        }
    }

    record Remove(DocumentPath path) implements UpdateAction {
        @Override
        public @Nullable AttributeValue newValue(Map<String, AttributeValue> item) {
            return null;
        }
    }

    /// A number is added up; members are put into a set.
    record Add(DocumentPath path, AttributeValue value) implements UpdateAction {
        @Override
        public AttributeValue newValue(Map<String, AttributeValue> item) {
            AttributeValue old = path.of(item);
            if (old == null) {
                return value;
            }
            return value.n() == null
                    ? ValueSets.union(old, value)
                    : AttributeValue.fromN(Numbers.write(NewValue.number(old).add(Numbers.read(value.n()))));
        }
    }

    /// Members are taken out of a set.
    record Delete(DocumentPath path, AttributeValue members) implements UpdateAction {
        @Override
        public @Nullable AttributeValue newValue(Map<String, AttributeValue> item) {
            AttributeValue old = path.of(item);
            return old == null ? null : ValueSets.difference(old, members);
        }
    }
}
