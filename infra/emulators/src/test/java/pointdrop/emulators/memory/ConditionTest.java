package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class ConditionTest extends DynamoDbContract {
    private static final Map<String, AttributeValue> VALUES = attributes(":one", 1, ":two", 2, ":uno", number("1.0"),
            ":three", 3, ":text", "text", ":te", "te", ":a", "a", ":empty", "", ":true", AttributeValue.fromBool(true),
            ":set", AttributeValue.fromNs(java.util.List.of("2.0", "1")), ":list",
            AttributeValue.fromL(java.util.List.of(number("1"), text("a"))), ":map", map("x", 1, "y", map("z", "a")));

    @BeforeEach
    void putItem() {
        put("n", 1, "m", 2, "t", "text", "flag", AttributeValue.fromBool(true), "nothing",
                AttributeValue.fromNul(true), "nums", AttributeValue.fromNs(java.util.List.of("1", "2")), "tags",
                AttributeValue.fromSs(java.util.List.of("a", "b")), "seq",
                AttributeValue.fromL(java.util.List.of(number("1"), text("a"))), "tree",
                map("x", 1, "y", map("z", "a")));
    }

    private void check(String condition) {
        Map<String, AttributeValue> values = new TreeMap<>(VALUES);
        values.keySet().removeIf(placeholder -> !condition.matches("(?s).*" + placeholder + "\\b.*"));
        update(request -> {
            request.conditionExpression(condition);
            if (!values.isEmpty()) {
                request.expressionAttributeValues(values);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"n = :one", "n = :uno", "n <> :two", "n < :two", "n <= :one", "m > :one", "m >= :two",
            "n < m", "t = :text", "t > :te", "nums = :set", "seq = :list", "tree = :map", "flag = :true",
            "attribute_exists(n)", "attribute_exists(tree.y.z)", "attribute_not_exists(gone)",
            "attribute_not_exists(tree.gone)", "attribute_not_exists(n.x)", "contains(t, :te)",
            "contains(nums, :uno)", "contains(tags, :a)", "contains(seq, :a)", "contains(:set, n)",
            "contains(t, :empty)", "begins_with(t, :te)", "begins_with(t, :empty)", "size(t) > :three",
            "size(nums) = :two", "size(seq) = :two", "size(tree) = :two", "tree.y.z = :a", "t = :one OR n = :one",
            "n = :one AND m = :two", "NOT n = :two", "not n = :two and not m = :one",
            "n = :one OR n = :two AND m = :one", "(n = :one OR n = :two) AND m = :two", "NOT NOT n = :one"})
    void holds(String condition) {
        assertDoesNotThrow(() -> check(condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n = :two", "n <> :uno", "n > :one", "n = t", "NOT n = :one", "n = :one AND m = :one",
            "(n = :one OR n = :two) AND m = :one", "attribute_exists(gone)", "attribute_not_exists(n)",
            "contains(nums, :three)", "contains(tree, :a)", "begins_with(t, :a)"})
    void doesNotHold(String condition) {
        assertThrows(ConditionalCheckFailedException.class, () -> check(condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n = :text", "t < :one", "t >= :one", "begins_with(n, :te)", "contains(t, :one)",
            "contains(n, :one)", "size(n) = :one", "seq < :one", "n < t"})
    void anotherTypeIsNoErrorAndDoesNotHold(String condition) {
        assertThrows(ConditionalCheckFailedException.class, () -> check(condition));
        assertDoesNotThrow(() -> check("NOT " + condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone = :one", "gone < :one", "gone = away", "contains(gone, :one)",
            "begins_with(gone, :te)", "size(gone) = :one", "tree.gone = :one"})
    void anAbsentAttributeDoesNotHold(String condition) {
        assertThrows(ConditionalCheckFailedException.class, () -> check(condition));
        assertDoesNotThrow(() -> check("NOT " + condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone <> :one", "t <> :one", "size(n) <> :one", "gone <> away"})
    void absentOfAnotherTypeOrWithoutSizeIsUnequal(String condition) {
        assertDoesNotThrow(() -> check(condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "n", "n =", "= :one", "n = :one AND", "n == :one", "n = 1", "n = 'a'",
            "(n = :one", "n = :one)", "n = :one :two", "n = :unknown", "#n = :one", "status = :one",
            "attribute_exists(:one)",
            "size(n)", "unknown(n)", "Contains(t, :te)", "contains(t)", "attribute_exists(n, m)", "1n = :one",
            "_n = :one", "n-m = :one", "n = :one;"})
    void isNoCondition(String condition) {
        assertInvalid(() -> check(condition));
    }

    @Test
    void anItemThatIsNotThereHasNoAttributes() {
        dynamoDb.deleteItem(request -> request.tableName(table).key(KEY));
        assertThrows(ConditionalCheckFailedException.class, () -> check("attribute_exists(pk)"));
        assertDoesNotThrow(() -> check("attribute_not_exists(pk)"));
    }

    @Test
    void everyPlaceholderIsDefinedAndUsed() {
        Map<String, AttributeValue> one = Map.of(":one", number("1"));
        assertDoesNotThrow(() -> update(request -> request.conditionExpression("#tree.#x = :one")
                .expressionAttributeNames(Map.of("#tree", "tree", "#x", "x"))
                .expressionAttributeValues(one)));
        assertInvalid(() -> update(request -> request.conditionExpression("n = :one")
                .expressionAttributeNames(Map.of("#unused", "x"))
                .expressionAttributeValues(one)));
        assertInvalid(() -> update(request -> request.conditionExpression("attribute_exists(n)")
                .expressionAttributeValues(one)));
        assertInvalid(() -> update(request -> request.conditionExpression("attribute_exists(n)")
                .expressionAttributeValues(Map.of())));
        assertInvalid(() -> update(request -> request.conditionExpression("attribute_exists(n)")
                .expressionAttributeNames(Map.of())));
        assertInvalid(() -> update(request -> request.expressionAttributeNames(Map.of("#n", "n"))));
    }

    /// DynamoDB Local takes it for the name of an attribute. It is reserved: see "Reserved words in DynamoDB" in the developer
    /// guide.
    @Test
    void sizeIsReserved() {
        if (service == Service.SIMULATION) {
            assertInvalid(() -> check("size = :one"));
        }
    }

    @Test
    void anExpressionHasAtMost4KiB() {
        assertDoesNotThrow(() -> check("n = :one" + " ".repeat(4088)));
        assertInvalid(() -> check("n = :one" + " ".repeat(4089)));
    }
}
