package pointdrop.emulators.memory;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Hears of every write to a table, also of one that leaves the item as it was.
public interface WriteListener {
    /// @param before empty where there was no item
    /// @param after empty where there is none any more
    void written(String table, ItemKey key, Map<String, AttributeValue> before, Map<String, AttributeValue> after);
}
