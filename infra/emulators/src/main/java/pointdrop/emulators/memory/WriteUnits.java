package pointdrop.emulators.memory;

import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What DynamoDB charges for the writes to one table that took effect.
public final class WriteUnits implements WriteListener {
    private final String table;
    private final DoubleAdder units = new DoubleAdder();

    public WriteUnits(String table) {
        this.table = table;
    }

    @Override
    public void written(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        if (table.equals(this.table)) {
            units.add(Size.writeUnits(before, after));
        }
    }

    public double sum() {
        return units.sum();
    }
}
