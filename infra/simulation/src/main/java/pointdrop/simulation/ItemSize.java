package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sizes in bytes as DynamoDB counts them: "DynamoDB item sizes and formats" in its developer guide.
final class ItemSize {
    static final long LARGEST_ITEM = 400 * 1024;

    private static final int LIST_OR_MAP = 3;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += ofText(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    static long ofText(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> ofText(value.s());
            case N -> ofNumber(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToLong(ItemSize::ofText).sum();
            case NS -> value.ns().stream().mapToLong(ItemSize::ofNumber).sum();
            case BS -> value.bs().stream().mapToLong(bytes -> bytes.asByteArrayUnsafe().length).sum();
            case L -> LIST_OR_MAP + value.l().stream().mapToLong(element -> 1 + of(element)).sum();
            case M -> LIST_OR_MAP + value.m().size() + of(value.m());
            default -> 1;
        };
    }

    /// Two digits a byte, and one byte more. DynamoDB tells only that it is about so much.
    private static long ofNumber(String number) {
        long digits = number.chars().filter(Character::isDigit).count();
        return (digits + 1) / 2 + (number.startsWith("-") ? 2 : 1);
    }
}
