package pointdrop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How large DynamoDB says that items are ("DynamoDB item sizes and formats" in its developer guide). It tells only about how large a number is,
/// so that an item near a limit may cost a unit more or less.
final class ItemSize {
    private static final long WRITE_UNIT = 1024;
    private static final int COLLECTION = 3;

    private ItemSize() {}

    /// What a write costs whose condition does not hold: at least one unit ("Capacity unit consumption for write operations").
    static long writeUnits(Map<String, AttributeValue> standing) {
        return Math.max(1, Math.ceilDiv(bytes(standing), WRITE_UNIT));
    }

    private static long bytes(Map<String, AttributeValue> attributes) {
        long bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            bytes += bytes(attribute.getKey()) + bytes(attribute.getValue());
        }
        return bytes;
    }

    private static long bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> digits(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToLong(ItemSize::bytes).sum();
            case NS -> value.ns().stream().mapToLong(ItemSize::digits).sum();
            case M -> COLLECTION + value.m().size() + bytes(value.m());
            case L -> COLLECTION + value.l().size() + bytes(value.l());
            default -> 1;
        };
    }

    private static long bytes(List<AttributeValue> elements) {
        return elements.stream().mapToLong(ItemSize::bytes).sum();
    }

    private static long bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /// A byte for two digits, one more, and one for a minus.
    private static long digits(String number) {
        long digits = number.chars().filter(Character::isDigit).count();
        return Math.ceilDiv(digits, 2) + 1 + (number.startsWith("-") ? 1 : 0);
    }
}
