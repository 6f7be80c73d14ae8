package pointdrop.emulators.memory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// What calls cost: "DynamoDB read and write operations" in its developer guide.
final class Capacity {
    private static final long WRITE_STEP = 1024;
    private static final long READ_STEP = 4096;

    private Capacity() {}

    /// Of a write, also of one that changes nothing.
    static double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return steps(Math.max(ItemSize.of(before), ItemSize.of(after)), WRITE_STEP);
    }

    private static long steps(long bytes, long step) {
        return Math.max(1, Math.ceilDiv(bytes, step));
    }

    /// @return nothing where the request does not ask for it
    static @Nullable ConsumedCapacity ofRead(RequestFields request, String table, long bytes) {
        double units = steps(bytes, READ_STEP) * (request.choice("ConsistentRead", false) ? 1 : 0.5);
        return told(request.text("ReturnConsumedCapacity"), table, units);
    }

    /// @return nothing where it is not asked for
    static @Nullable ConsumedCapacity told(@Nullable String asked, String table, double units) {
        return switch (asked) {
            case null -> null;
            case "NONE" -> null;
            case "TOTAL" -> ConsumedCapacity.builder().tableName(table).capacityUnits(units).build();
            default -> throw new UnsupportedOperationException("The simulation knows no consumed capacity " + asked);
        };
    }
}
