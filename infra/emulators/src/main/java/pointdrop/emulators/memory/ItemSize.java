package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sizes in bytes as DynamoDB counts them: "DynamoDB item sizes and formats" in its developer guide.
final class ItemSize {
    static final long LARGEST_ITEM = 400 * 1024;

    private static final int LIST_OR_MAP = 3;

    private ItemSize() {}

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
            case SS -> sum(value.ss(), ItemSize::ofText);
            case NS -> sum(value.ns(), ItemSize::ofNumber);
            case L -> LIST_OR_MAP + value.l().size() + sum(value.l(), ItemSize::of);
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
        long point = number.indexOf('.') < 0 ? 0 : 1;
        return (number.length() - sign - point + 1) / 2 + 1 + sign;
    }
}
