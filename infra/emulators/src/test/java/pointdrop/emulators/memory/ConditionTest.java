package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class ConditionTest extends DynamoDbContract {
    private static final Map<String, AttributeValue> VALUES = attributes(":one", 1, ":two", 2, ":uno", number("1.0"),
            ":three", 3, ":text", "text", ":te", "te", ":a", "a", ":empty", "", ":true", AttributeValue.fromBool(true),
            ":NS", "NS", ":wrong", "wrong", ":set", AttributeValue.fromNs(java.util.List.of("2.0", "1")), ":bytes",
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[]{1, (byte) 200})), ":list",
            AttributeValue.fromL(java.util.List.of(number("1"), text("a"))), ":map", map("x", 1, "y", map("z", "a")));

    @BeforeEach
    void putItem() {
        put("n", 1, "m", 2, "t", "text", "flag", AttributeValue.fromBool(true), "nothing",
                AttributeValue.fromNul(true), "nums", AttributeValue.fromNs(java.util.List.of("1", "2")), "tags",
                AttributeValue.fromSs(java.util.List.of("a", "b")), "bin",
                AttributeValue.fromB(SdkBytes.fromByteArray(new byte[]{1, (byte) 200, 3})), "seq",
                AttributeValue.fromL(java.util.List.of(number("1"), text("a"))), "tree",
                map("x", 1, "y", map("z", "a")), "deep",
                AttributeValue
                        .fromL(java.util.List.of(map("k", AttributeValue.fromL(java.util.List.of(number("2")))))));
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
            "n < m", "t = :text", "t > :te", "bin > :bytes", "nums = :set", "seq = :list", "tree = :map",
            "flag = :true",
            "n BETWEEN :one AND :two", "t BETWEEN :a AND :text", "n IN (:text, :one)", "attribute_exists(n)",
            "attribute_exists(tree.y.z)", "attribute_exists(deep[0].k[0])", "attribute_not_exists(gone)",
            "attribute_not_exists(tree.gone)", "attribute_not_exists(seq[2])", "attribute_not_exists(n.x)",
            "attribute_type(nums, :NS)", "contains(t, :te)", "contains(nums, :uno)", "contains(tags, :a)",
            "contains(seq, :a)", "contains(:set, n)", "contains(t, :empty)", "contains(bin, :bytes)",
            "begins_with(t, :te)", "begins_with(bin, :bytes)", "begins_with(t, :empty)", "size(t) > :three",
            "size(nums) = :two", "size(seq) = :two", "size(tree) = :two", "size(bin) = :three", "size(:set) > n",
            "tree.y.z = :a", "seq[0] = n", "deep[0].k[0] = m", "t = :one OR n = :one", "n = :one AND m = :two",
            "NOT n = :two", "not n = :two and not m = :one", "n = :one OR n = :two AND m = :one",
            "(n = :one OR n = :two) AND m = :two", "NOT NOT n = :one"})
    void holds(String condition) {
        assertDoesNotThrow(() -> check(condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n = :two", "n <> :uno", "n > :one", "n = t", "NOT n = :one", "n = :one AND m = :one",
            "(n = :one OR n = :two) AND m = :one", "attribute_exists(gone)", "attribute_exists(seq[2])",
            "attribute_exists(tree[0])", "attribute_not_exists(n)", "attribute_type(n, :NS)", "t IN (:te, :a)",
            "contains(nums, :three)", "contains(tree, :a)", "begins_with(t, :a)", "t BETWEEN :a AND :te"})
    void doesNotHold(String condition) {
        assertThrows(ConditionalCheckFailedException.class, () -> check(condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n = :text", "t < :one", "t >= :one", "n BETWEEN :a AND :text", "n IN (:text, :true)",
            "begins_with(n, :te)", "contains(t, :one)", "contains(n, :one)", "size(n) = :one", "seq < :one", "n < t"})
    void anotherTypeIsNoErrorAndDoesNotHold(String condition) {
        assertThrows(ConditionalCheckFailedException.class, () -> check(condition));
        assertDoesNotThrow(() -> check("NOT " + condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone = :one", "gone < :one", "gone IN (:one)", "gone = away",
            "gone BETWEEN :one AND :two", "contains(gone, :one)", "begins_with(gone, :te)",
            "size(gone) = :one", "tree.gone = :one", "attribute_type(gone, :NS)"})
    void anAbsentAttributeDoesNotHold(String condition) {
        assertThrows(ConditionalCheckFailedException.class, () -> check(condition));
        assertDoesNotThrow(() -> check("NOT " + condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone <> :one", "t <> :one", "seq[5] <> :a", "size(n) <> :one", "gone <> away"})
    void absentOfAnotherTypeOrWithoutSizeIsUnequal(String condition) {
        assertDoesNotThrow(() -> check(condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "n", "n =", "= :one", "n = :one AND", "n == :one", "n = 1", "n = 'a'",
            "(n = :one", "n = :one)", "((n = :one))", "n = :one :two", "n = :unknown", "#n = :one", "n = n",
            "contains(n, n)", "n IN (:one, n)", "n BETWEEN n AND m", "n BETWEEN m AND n", "status = :one",
            "n < :true",
            "n BETWEEN :true AND :true", "n BETWEEN :two AND :one",
            "n BETWEEN :one AND :text", "begins_with(t, :one)", "attribute_exists(:one)", "attribute_type(n, :wrong)",
            "attribute_type(n, t)", "size(:one) = :one", "size(n)", "n IN ()", "unknown(n)", "Contains(t, :te)",
            "contains(t)", "attribute_exists(n, m)", "seq[x] = :one", "seq[-1] = :one", "1n = :one", "_n = :one",
            "n-m = :one", "n = :one;"})
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
