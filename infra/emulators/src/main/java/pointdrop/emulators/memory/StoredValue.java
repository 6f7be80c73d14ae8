package pointdrop.emulators.memory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Values as they are stored: numbers in one form, sets and maps in one order. Two that DynamoDB takes for equal are equal.
final class StoredValue {
    private static final int DIGITS = 38;
    /// The decimal exponents of the largest and of the smallest number.
    private static final int LARGEST = 125;
    private static final int SMALLEST = -130;

    private StoredValue() {}

    /// Attributes of an item, sorted by name.
    ///
    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException for a value that DynamoDB does not take
    static Map<String, AttributeValue> ofAll(Map<String, AttributeValue> attributes) {
        SortedMap<String, AttributeValue> stored = new TreeMap<>();
        attributes.forEach((name, value) -> stored.put(name, of(value)));
        if (stored.containsKey("")) {
            throw Refusal.validation("Empty attribute name");
        }
        return Collections.unmodifiableSortedMap(stored);
    }

    private static AttributeValue of(AttributeValue value) {
        return switch (value.type()) {
            case S, BOOL, NUL -> value;
            case N -> number(value.n());
            case SS -> set(value, value.ss());
            case NS -> set(value, value.ns().stream().map(member -> number(member).n()).toList());
            case L -> AttributeValue.fromL(value.l().stream().map(StoredValue::of).toList());
            case M -> AttributeValue.fromM(ofAll(value.m()));
            case B, BS -> throw new UnsupportedOperationException("The simulation knows no binary values");
            case null, default -> throw Refusal.validation(
                    "Supplied AttributeValue must contain exactly one of the supported datatypes");
        };
    }

    /// @param type a set of the same type
    static AttributeValue set(AttributeValue type, Collection<String> given) {
        List<String> members = new ArrayList<>(new TreeSet<>(given));
        if (members.isEmpty() || members.size() < given.size()) {
            throw Refusal.validation("One or more parameter values were invalid: A set may not be empty or contain "
                    + "duplicates: " + given);
        }
        return type.hasNs() ? AttributeValue.fromNs(members) : AttributeValue.fromSs(members);
    }

    private static AttributeValue number(String text) {
        try {
            return number(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            throw Refusal.validation("The parameter cannot be converted to a numeric value: " + text);
        }
    }

    static AttributeValue number(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent > LARGEST || exponent < SMALLEST || shortest.precision() > DIGITS) {
            throw Refusal.validation("A number has 38 digits, and a magnitude from 1e-130 to 9.99e125: " + number);
        }
        return AttributeValue.fromN(shortest.toPlainString());
    }
}
