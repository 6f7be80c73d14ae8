package pointdrop.storage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Converts values of Java to attribute values of DynamoDB, and back.
final class Attributes {
    private Attributes() {}

    static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue of(BigInteger number) {
        return AttributeValue.fromN(number.toString());
    }

    static AttributeValue of(BigDecimal number) {
        return AttributeValue.fromN(number.toPlainString());
    }

    /// As a list.
    static AttributeValue of(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(Attributes::of).toList());
    }

    static AttributeValue of(Instant time) {
        return AttributeValue.fromS(time.toString());
    }

    /// Puts an attribute, unless the text is null.
    static void putText(Map<String, AttributeValue> item, String name, @Nullable String text) {
        if (text != null) {
            item.put(name, of(text));
        }
    }

    static @Nullable String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    static String requiredText(Map<String, AttributeValue> item, String name) {
        String text = text(item, name);
        if (text == null) {
            throw new IllegalStateException("The item has no text attribute " + name + ": " + item.keySet());
        }
        return text;
    }

    /// 0 where there is none.
    static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }

    /// 0 where there is none.
    static BigInteger bigNumber(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? BigInteger.ZERO : new BigInteger(value.n());
    }

    /// 0 where there is none.
    static BigDecimal decimal(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? BigDecimal.ZERO : new BigDecimal(value.n());
    }

    static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
        String text = text(item, name);
        return text == null ? null : Instant.parse(text);
    }

    /// Empty where there is none.
    static List<AttributeValue> list(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || !value.hasL() ? List.of() : value.l();
    }

    /// Empty where there is none.
    static Map<String, AttributeValue> map(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || !value.hasM() ? Map.of() : value.m();
    }

    /// The texts of a list or of a set; empty where there is neither.
    static List<String> texts(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value != null && value.hasSs()
                ? value.ss()
                : list(item, name).stream().map(AttributeValue::s).filter(Objects::nonNull).toList();
    }

    static boolean isTrue(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }
}
