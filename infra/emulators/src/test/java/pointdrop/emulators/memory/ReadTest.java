package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class ReadTest extends DynamoDbContract {
    private void putAll(String partition, String... sortKeys) {
        for (String sort : sortKeys) {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(attributes("pk", partition, "sk", sort, "x", "of " + sort)));
        }
    }

    private QueryResponse query(String condition, Consumer<QueryRequest.Builder> more) {
        Map<String, AttributeValue> values = attributes(":q", "q", ":b", "b", ":d", "d");
        values.keySet().removeIf(placeholder -> !condition.contains(placeholder));
        return dynamoDb.query(request -> more.accept(request.tableName(table)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values)));
    }

    private static List<String> sortKeys(QueryResponse response) {
        return response.items().stream().map(item -> new Item(item).text("sk")).toList();
    }

    @Test
    void aPartitionIsSortedByTheBytesOfItsSortKeys() {
        putAll("q", "b", "a", "B", "10", "9", "é", "\uFFFD", "\uD83D\uDE00", "aa");
        putAll("away", "c");
        assertEquals(List.of("10", "9", "B", "a", "aa", "b", "é", "\uFFFD", "\uD83D\uDE00"),
                sortKeys(query("pk = :q", _ -> {})));
        assertEquals(List.of("\uD83D\uDE00", "\uFFFD"),
                sortKeys(query("pk = :q", request -> request.scanIndexForward(false).limit(2))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"pk = :q AND sk > :b | c d da",
            "pk = :q AND sk <= :b | a b", "pk = :q AND sk >= :d | d da", "pk = :q AND sk BETWEEN :b AND :d | b c d",
            "pk = :q AND begins_with(sk, :d) | d da", "pk = :q AND sk = :d | d", "pk = :b |"})
    void aQueryIsAboutAPartitionAndARangeOfItsSortKeys(String condition, String expected) {
        putAll("q", "a", "b", "c", "d", "da");
        putAll("r", "c");
        assertEquals(expected == null ? List.of() : List.of(expected.split(" ")), sortKeys(query(condition, _ -> {})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk > :b", "pk > :q", "pk = :q OR sk = :b", "pk = :q AND sk <> :b",
            "pk = :q AND x = :b", "pk = :q AND NOT sk = :b", "pk = :q AND sk > :b AND sk < :d",
            "pk = :q AND contains(sk, :b)", "pk = :q AND attribute_exists(sk)", "begins_with(pk, :q)",
            "pk = :q AND size(sk) > :b", "pk = :q AND sk BETWEEN :d AND :b", "pk = sk"})
    void isNoKeyCondition(String condition) {
        assertInvalid(() -> query(condition, _ -> {}));
    }

    @Test
    void aKeyConditionHasNeitherEmptyTextsNorNumbers() {
        for (AttributeValue wrong : List.of(text(""), number("1"))) {
            assertInvalid(() -> query("pk = :q", request -> request.expressionAttributeValues(Map.of(":q", wrong))));
            assertInvalid(() -> query("pk = :q AND sk > :s", request -> request
                    .expressionAttributeValues(Map.of(":q", text("q"), ":s", wrong))));
        }
    }

    @Test
    void pagesGoOnBehindTheLastKey() {
        putAll("q", "a", "b", "c", "d");
        QueryResponse first = query("pk = :q", request -> request.limit(3));
        assertEquals(List.of("a", "b", "c"), sortKeys(first));
        assertEquals(attributes("pk", "q", "sk", "c"), first.lastEvaluatedKey());
        QueryResponse second = query("pk = :q", request -> request.exclusiveStartKey(first.lastEvaluatedKey()));
        assertEquals(List.of("d"), sortKeys(second));
        assertFalse(second.hasLastEvaluatedKey());
        assertEquals(List.of("b", "a"), sortKeys(query("pk = :q",
                request -> request.scanIndexForward(false).exclusiveStartKey(first.lastEvaluatedKey()))));
        assertEquals(List.of(2, 2, 0), dynamoDb.queryPaginator(request -> request.tableName(table)
                .limit(2)
                .keyConditionExpression("pk = :q")
                .expressionAttributeValues(Map.of(":q", text("q")))).stream().map(QueryResponse::count).toList());
    }

    @Test
    void aPageThatIsFullHasALastKeyEvenWhereNothingFollows() {
        putAll("q", "a", "b");
        assertTrue(query("pk = :q", request -> request.limit(2)).hasLastEvaluatedKey());
        assertFalse(query("pk = :q", request -> request.limit(3)).hasLastEvaluatedKey());
    }

    /// At the upper end of a range DynamoDB Local knows that nothing follows. AWS does not promise to: see
    /// "Paginating table query results" in its developer guide.
    @Test
    void aFullPageMayHaveALastKeyAtTheEndOfItsRange() {
        putAll("q", "a", "b");
        assertEquals(service == Service.SIMULATION,
                query("pk = :q AND sk BETWEEN :b AND :b", request -> request.limit(1)).hasLastEvaluatedKey());
    }

    @Test
    void aPageStartsWithinItsQuery() {
        assertInvalid(() -> query("pk = :q", request -> request.limit(0)));
        assertInvalid(() -> query("pk = :q", request -> request.exclusiveStartKey(attributes("pk", "r", "sk", "a"))));
        assertInvalid(() -> query("pk = :q", request -> request.exclusiveStartKey(attributes("pk", "q"))));
        assertInvalid(() -> query("pk = :q AND sk > :b",
                request -> request.exclusiveStartKey(attributes("pk", "q", "sk", "a"))));
    }

    @Test
    void aPageEndsWithTheItemThatMakesIt1MiB() {
        for (int i = 0; i < 12; i++) {
            int number = i;
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(attributes("pk", "q", "sk", String.format(Locale.ROOT, "%02d", number), "x",
                            "x".repeat(200_000))));
        }
        QueryResponse page = query("pk = :q", request -> request.projectionExpression("sk"));
        assertEquals(6, page.count());
        assertEquals(attributes("pk", "q", "sk", "05"), page.lastEvaluatedKey());
        assertEquals(12, dynamoDb.scanPaginator(request -> request.tableName(table)).items().stream().count());
    }

    @Test
    void aProjectionTellsSomeAttributesOfAnItem() {
        put("n", 1, "tree", map("x", 1), "t", "text");
        assertEquals(attributes("n", 1, "pk", "p"), project("n, pk"));
        assertEquals(attributes("tree", map("x", 1)), project("tree, gone"));
        assertEquals(Map.of(), project("gone"));
    }

    private Map<String, AttributeValue> project(String expression) {
        return dynamoDb.getItem(request -> request.tableName(table).key(KEY).projectionExpression(expression)).item();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n,", "n m", "n, n", "status", ":n", "size(n)",
            "#n"})
    void isNoProjection(String expression) {
        assertInvalid(() -> dynamoDb
                .getItem(request -> request.tableName(table).key(KEY).projectionExpression(expression)));
    }

    @Test
    void aScanFindsWhatItsFilterHoldsFor() {
        putAll("q", "a", "b", "c");
        putAll("r", "a", "d");
        TreeSet<String> found = new TreeSet<>();
        dynamoDb.scanPaginator(request -> request.tableName(table)
                .limit(2)
                .filterExpression("x = :a OR #x = :d")
                .expressionAttributeNames(Map.of("#x", "x"))
                .expressionAttributeValues(attributes(":a", "of a", ":d", "of d")))
                .items()
                .forEach(item -> found.add(new Item(item).text("pk") + new Item(item).text("sk")));
        assertEquals(new TreeSet<>(List.of("qa", "ra", "rd")), found);
    }
}
