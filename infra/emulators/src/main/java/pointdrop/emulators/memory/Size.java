package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Sizes of items in bytes, and what they cost: "DynamoDB item sizes and formats" and "DynamoDB read and write operations" in
/// its developer guide.
final class Size {
    static final long LARGEST_ITEM = 400 * 1024;

    private static final int LIST_OR_MAP = 3;
    private static final long WRITE_STEP = 1024;
    private static final long READ_STEP = 4096;

    private Size() {}

    static long of(Map<String, AttributeValue> item) {
        return sum(item.entrySet(), attribute -> ofText(attribute.getKey()) + of(attribute.getValue()));
    }

    static long ofText(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> ofText(value.s());
            case N -> ofNumber(value.n());
            case SS -> sum(value.ss(), Size::ofText);
            case NS -> sum(value.ns(), Size::ofNumber);
            case L -> LIST_OR_MAP + value.l().size() + sum(value.l(), Size::of);
            case M -> LIST_OR_MAP + value.m().size() + of(value.m());
            default -> 1;
        };
    }

    private static <T> long sum(Iterable<T> elements, ToLongFunction<T> size) {
        long sum = 0;
        for (T element : elements) {
            sum += size.applyAsLong(element);
        }
        return sum;
    }

    /// Two digits a byte, and one byte more. DynamoDB tells only that it is about so much.
    private static long ofNumber(String number) {
        long sign = number.startsWith("-") ? 1 : 0;
        long point = number.contains(".") ? 1 : 0;
        return (number.length() - sign - point + 1) / 2 + 1 + sign;
    }

    /// Of a write, also of one that changes nothing.
    static double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return Math.max(1, Math.ceilDiv(Math.max(of(before), of(after)), WRITE_STEP));
    }

    /// Of a read, also of one that finds nothing.
    static double readUnits(long bytes, boolean consistent) {
        return Math.max(1, Math.ceilDiv(bytes, READ_STEP)) * (consistent ? 1 : 0.5);
    }

    static double readUnits(RequestFields request, long bytes) {
        return readUnits(bytes, request.choice("ConsistentRead", false));
    }

    static @Nullable ConsumedCapacity told(RequestFields request, double units) {
        return told(request.text("ReturnConsumedCapacity"), request.table(), units);
    }

    /// @param asked for which capacity; null where for none
    /// @return nothing where none is asked for
    static @Nullable ConsumedCapacity told(@Nullable String asked, String table, double units) {
        return switch (asked) {
            case null -> null;
            case "NONE" -> null;
            case "TOTAL" -> ConsumedCapacity.builder().tableName(table).capacityUnits(units).build();
            default -> throw new UnsupportedOperationException(
                    "The simulation knows no ReturnConsumedCapacity " + asked);
        };
    }

    /// One for each table.
    static @Nullable List<ConsumedCapacity> told(@Nullable String asked, Map<String, Double> units) {
        return told(asked, "", 0) == null
                ? null
                : units.entrySet().stream().map(table -> told(asked, table.getKey(), table.getValue())).toList();
    }
}
