package pointdrop.emulators.memory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an expression compares, or sets an attribute to.
interface Operand {
    /// @param item empty where there is none
    /// @return nothing where the item has none
    @Nullable
    AttributeValue of(Map<String, AttributeValue> item);
}
