package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// What calls cost: "DynamoDB read and write operations" in its developer guide.
final class Capacity {
    private static final long WRITE_STEP = 1024;
    private static final long READ_STEP = 4096;

    private Capacity() {}

    /// Of a write, also of one that changes nothing.
    static double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return steps(Math.max(ItemSize.of(before), ItemSize.of(after)), WRITE_STEP);
    }

    /// @param consistent null for no
    static double readUnits(long bytes, @Nullable Boolean consistent) {
        return steps(bytes, READ_STEP) * (Boolean.TRUE.equals(consistent) ? 1 : 0.5);
    }

    private static long steps(long bytes, long step) {
        return Math.max(1, Math.ceilDiv(bytes, step));
    }

    /// @return nothing where the request does not ask for it
    static @Nullable ConsumedCapacity told(@Nullable ReturnConsumedCapacity asked, String table,
            DoubleSupplier cost) {
        if (asked == null || asked == ReturnConsumedCapacity.NONE) {
            return null;
        }
        double units = cost.getAsDouble();
        ConsumedCapacity.Builder told = ConsumedCapacity.builder().tableName(table).capacityUnits(units);
        if (asked == ReturnConsumedCapacity.INDEXES) {
            told.table(capacity -> capacity.capacityUnits(units));
        }
        return told.build();
    }

    /// @param units by table
    /// @return null where the request does not ask for it
    static @Nullable List<ConsumedCapacity> told(@Nullable ReturnConsumedCapacity asked, Map<String, Double> units) {
        List<ConsumedCapacity> told = new ArrayList<>();
        units.forEach((table, unitsOfTable) -> {
            ConsumedCapacity one = told(asked, table, () -> unitsOfTable);
            if (one != null) {
                told.add(one);
            }
        });
        return told.isEmpty() ? null : told;
    }
}
