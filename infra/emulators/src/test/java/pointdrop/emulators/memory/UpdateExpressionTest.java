package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UpdateExpressionTest extends DynamoDbContract {
    private static final Map<String, AttributeValue> VALUES = attributes(":one", 1, ":half", number("0.50"), ":text",
            "text", ":empty", "", ":true", AttributeValue.fromBool(true), ":set", numbers("2", "3"), ":both",
            numbers("1", "2"), ":names", AttributeValue.fromSs(List.of("a")), ":list", list("1"), ":none",
            AttributeValue.fromNs(List.of()), ":map", map("k", 1));

    private static AttributeValue numbers(String... members) {
        return AttributeValue.fromNs(List.of(members));
    }

    private static AttributeValue list(String... elements) {
        return AttributeValue.fromL(List.of(elements).stream().map(DynamoDbContract::number).toList());
    }

    @BeforeEach
    void putItem() {
        put("n", 5, "t", "t", "nums", numbers("1", "2"), "seq", list("10", "11", "12"), "tree",
                map("x", 1, "y", map("z", "a")));
    }

    private void update(String expression) {
        Map<String, AttributeValue> values = new TreeMap<>(VALUES);
        values.keySet().removeIf(placeholder -> !expression.matches("(?s).*" + placeholder + "\\b.*"));
        update(request -> {
            request.updateExpression(expression);
            if (!values.isEmpty()) {
                request.expressionAttributeValues(values);
            }
        });
    }

    private void assertBecomes(String expression, Object... changes) {
        Map<String, AttributeValue> expected = item();
        attributes(changes).forEach((name, value) -> {
            if (value.equals(AttributeValue.fromNul(true))) {
                expected.remove(name);
            } else {
                expected.put(name, value);
            }
        });
        update(expression);
        assertEquals(expected, item());
    }

    private static final AttributeValue GONE = AttributeValue.fromNul(true);

    @Test
    void setsValuesAndCopies() {
        assertBecomes("SET n = :text, z = t, fresh = :empty", "n", "text", "z", "t", "fresh", "");
        assertBecomes("SET z = tree.y, t = tree.x", "z", map("z", "a"), "t", 1);
        assertBecomes("SET z = if_not_exists(n, :one), w = if_not_exists(gone, :one)", "z", "text", "w", 1);
        assertBecomes("set z = if_not_exists(gone, if_not_exists(w, :text))", "z", 1);
    }

    @Test
    void everyValueIsThatBeforeTheUpdate() {
        assertBecomes("SET n = t, t = n", "n", "t", "t", 5);
        assertBecomes("SET tree.x = tree.y.z, tree.y.z = tree.x", "tree", map("x", "a", "y", map("z", 1)));
    }

    @Test
    void addsAndSubtracts() {
        assertBecomes("SET n = n + :one", "n", 6);
        assertBecomes("SET n = n - :half, z = :one - n", "n", number("5.5"), "z", -5);
        assertBecomes("ADD n :one, z :one, fresh :half", "n", number("6.5"), "z", -4, "fresh", number("0.5"));
        assertBecomes("ADD tree.x :one, tree.w :one", "tree", map("x", 2, "w", 1, "y", map("z", "a")));
    }

    @Test
    void setsHaveMembersAddedAndDeleted() {
        assertBecomes("ADD nums :set, fresh :names", "nums", numbers("1", "2", "3"), "fresh",
                AttributeValue.fromSs(List.of("a")));
        assertBecomes("DELETE nums :both, gone :set", "nums", numbers("3"));
        assertBecomes("DELETE nums :set", "nums", GONE);
    }

    @Test
    void mapsChangeInside() {
        assertBecomes("SET tree.w = :map, tree.y.z = :one", "tree", map("w", map("k", 1), "x", 1, "y", map("z", 1)));
        assertBecomes("REMOVE tree.x, tree.gone, tree.y.z", "tree", map("w", map("k", 1), "y", map()));
    }

    @Test
    void removes() {
        assertBecomes("REMOVE n, gone, tree", "n", GONE, "tree", GONE);
    }

    @Test
    void allSectionsAtOnce() {
        assertBecomes("SET t = :text ADD n :one DELETE nums :set REMOVE tree", "t", "text", "n", 6, "nums",
                numbers("1"),
                "tree", GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET z = :one", "ADD z :one", "SET z = if_not_exists(z, :one)"})
    void createsTheItem(String expression) {
        dynamoDb.deleteItem(request -> request.tableName(table).key(KEY));
        update(expression);
        assertEquals(attributes("z", 1), item());
    }

    @Test
    void createsAnItemOfItsKeyAlone() {
        dynamoDb.deleteItem(request -> request.tableName(table).key(KEY));
        update(_ -> {});
        assertEquals(KEY, dynamoDb.getItem(request -> request.tableName(table).key(KEY)).item());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SET", "SET n", "SET n =", "SET n = :one,", "n = :one", "SET n = :unknown",
            "SET status = :one", "SET n = n + n + :one", "SET n = :one SET t = :one", "SET n = :one, n = :one",
            "SET tree.x = :one, tree = :one", "REMOVE n, n", "SET n = :one REMOVE n", "SET pk = :text", "REMOVE sk",
            "ADD pk :one", "SET n = size(t)", "SET n = unknown(t)", "ADD n n", "ADD n :text", "ADD n :list",
            "DELETE nums :one", "SET n = :none", "ADD nums :none", "REMOVE n :one"})
    void isNoUpdate(String expression) {
        assertInvalidAndNothingChanged(expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET gone.x = :one", "SET tree.w.z = :one", "SET n.x = :one", "SET seq.x = :one",
            "REMOVE gone.x", "ADD gone.x :one", "DELETE gone.x :set", "SET z = gone", "SET z = tree.gone",
            "SET z = gone + :one", "SET z = if_not_exists(n, gone)", "SET t = t + :one", "ADD t :one",
            "ADD nums :one", "ADD n :set", "ADD nums :names", "DELETE n :set", "DELETE nums :names"})
    void doesNotFitTheItem(String expression) {
        assertInvalidAndNothingChanged(expression);
    }

    private void assertInvalidAndNothingChanged(String expression) {
        Map<String, AttributeValue> before = item();
        assertInvalid(() -> update(expression));
        assertEquals(before, item());
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.2, 0.3", "1e-130, -1e-130, 0",
            "99999999999999999999999999999999999999, 1, 100000000000000000000000000000000000000"})
    void numbersAreDecimal(String one, String other, String sum) {
        put("n", number(one));
        update(request -> request.updateExpression("ADD n :n").expressionAttributeValues(Map.of(":n", number(other))));
        assertEquals(attributes("n", number(sum)), item());
    }

    @ParameterizedTest
    @CsvSource({"9.99e125, 1e125", "1E+37, 0.1", "12345678901234567890123456789012345678, 0.1", "1e-130, -9e-131"})
    void sumsHaveALimit(String one, String other) {
        put("n", number(one));
        assertInvalid(() -> update(request -> request.updateExpression("ADD n :n")
                .expressionAttributeValues(Map.of(":n", number(other)))));
    }
}
