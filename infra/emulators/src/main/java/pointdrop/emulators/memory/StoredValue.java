package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Values as they are stored: numbers in one form, sets and maps in one order. Two that DynamoDB takes for equal are equal.
final class StoredValue {
    /// Levels of nesting, of which the item itself is the first of 32.
    private static final int DEEPEST = 31;

    private StoredValue() {}

    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException for a value that DynamoDB does not take
    static AttributeValue of(AttributeValue value) {
        return of(value, 0);
    }

    /// Attributes of an item, sorted by name.
    static Map<String, AttributeValue> ofAll(Map<String, AttributeValue> attributes) {
        return Collections.unmodifiableMap(ofAll(attributes, 0));
    }

    private static Map<String, AttributeValue> ofAll(Map<String, AttributeValue> attributes, int depth) {
        Map<String, AttributeValue> stored = new TreeMap<>();
        attributes.forEach((name, value) -> stored.put(name, of(value, depth)));
        if (stored.containsKey("")) {
            throw Refusal.validation("Empty attribute name");
        }
        return stored;
    }

    private static AttributeValue of(AttributeValue value, int depth) {
        if (depth > DEEPEST) {
            throw Refusal.validation("Nesting Levels have exceeded supported limits");
        }
        return switch (value.type()) {
            case null -> throw noType();
            case UNKNOWN_TO_SDK_VERSION -> throw noType();
            case S, B, BOOL -> value;
            case N -> AttributeValue.fromN(Numbers.normalize(value.n()));
            case NUL -> requireTrue(value);
            case SS -> AttributeValue.fromSs(members(value.ss(), ValueOrder.TEXTS));
            case NS -> AttributeValue.fromNs(
                    members(value.ns().stream().map(Numbers::normalize).toList(), ValueOrder.NUMBERS));
            case BS -> AttributeValue.fromBs(members(value.bs(), ValueOrder.BYTES));
            case L -> AttributeValue.fromL(value.l().stream().map(element -> of(element, depth + 1)).toList());
            case M -> AttributeValue.fromM(ofAll(value.m(), depth + 1));
        };
    }

    private static RuntimeException noType() {
        return Refusal.validation(
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    private static AttributeValue requireTrue(AttributeValue nul) {
        if (!nul.nul()) {
            throw Refusal.validation("Null attribute value types must have the value of true");
        }
        return nul;
    }

    private static <T> List<T> members(Collection<T> given, Comparator<T> order) {
        TreeSet<T> members = new TreeSet<>(order);
        members.addAll(given);
        if (members.isEmpty()) {
            throw Refusal.validation("One or more parameter values were invalid: A set may not be empty");
        }
        if (members.size() < given.size()) {
            throw Refusal.validation("One or more parameter values were invalid: Input collection " + given
                    + " contains duplicates");
        }
        return new ArrayList<>(members);
    }
}
