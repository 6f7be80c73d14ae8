package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// The index `shop` of the tokens, with all attributes, and the index `open` of the imports, with keys only.
@ClassTemplate
@ExtendWith(OnBoth.class)
class IndexTest {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String imports;

    IndexTest(Deployment deployment) {
        this.dynamoDb = deployment.dynamoDb();
        this.table = deployment.tokensTable();
        this.imports = deployment.importsTable();
        put("b", "shop", "demo", "kind", "api");
        put("a", "shop", "demo");
        put("c", "shop", "demo");
        put("d", "shop", "other");
        put("e");
    }

    private void put(String token, Object... attributes) {
        Map<String, AttributeValue> item = DynamoDbContract.attributes(attributes);
        item.put("token", AttributeValue.fromS(token));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    private QueryResponse query(Consumer<QueryRequest.Builder> more) {
        return dynamoDb.query(request -> more.accept(request.tableName(table)
                .indexName("shop")
                .keyConditionExpression("shop = :shop")
                .expressionAttributeValues(DynamoDbContract.attributes(":shop", "demo"))));
    }

    private static List<String> tokens(QueryResponse page) {
        return page.items().stream().map(item -> new Item(item).text("token")).toList();
    }

    @Test
    void anIndexHasTheItemsThatHaveItsKeysBySortKey() {
        QueryResponse all = query(_ -> {});
        assertEquals(List.of("a", "b", "c"), tokens(all));
        assertEquals(DynamoDbContract.attributes("token", "b", "shop", "demo", "kind", "api"), all.items().get(1));
        assertEquals(List.of("c", "b", "a"), tokens(query(request -> request.scanIndexForward(false))));
    }

    @Test
    void anIndexFollowsItsTable() {
        dynamoDb.deleteItem(request -> request.tableName(table).key(DynamoDbContract.attributes("token", "a")));
        dynamoDb.updateItem(request -> request.tableName(table)
                .key(DynamoDbContract.attributes("token", "b"))
                .updateExpression("REMOVE shop"));
        put("e", "shop", "demo");
        assertEquals(List.of("c", "e"), tokens(query(_ -> {})));
    }

    @Test
    void pagesOfAnIndexGoOnBehindTheLastKey() {
        QueryResponse first = query(request -> request.limit(2));
        assertEquals(List.of("a", "b"), tokens(first));
        assertEquals(DynamoDbContract.attributes("token", "b", "shop", "demo"), first.lastEvaluatedKey());
        QueryResponse second = query(request -> request.exclusiveStartKey(first.lastEvaluatedKey()));
        assertEquals(List.of("c"), tokens(second));
        assertFalse(second.hasLastEvaluatedKey());
        assertEquals(List.of("a"), tokens(query(
                request -> request.scanIndexForward(false).exclusiveStartKey(first.lastEvaluatedKey()))));
        DynamoDbContract.assertInvalid(() -> query(
                request -> request.exclusiveStartKey(DynamoDbContract.attributes("token", "b"))));
    }

    @Test
    void anIndexIsNotReadConsistently() {
        DynamoDbContract.assertInvalid(() -> query(request -> request.consistentRead(true)));
    }

    @Test
    void aKeyOfAnIndexIsATextThatIsNotEmpty() {
        DynamoDbContract.assertInvalid(() -> put("a", "shop", 1));
        DynamoDbContract.assertInvalid(() -> put("a", "shop", ""));
        DynamoDbContract.assertInvalid(() -> dynamoDb.updateItem(request -> request.tableName(table)
                .key(DynamoDbContract.attributes("token", "a"))
                .updateExpression("SET shop = :one")
                .expressionAttributeValues(DynamoDbContract.attributes(":one", 1))));
        assertEquals(List.of("a", "b", "c"), tokens(query(_ -> {})));
    }

    @Test
    void anIndexThatIsNotThereIsNotRead() {
        DynamoDbContract.assertInvalid(() -> query(request -> request.indexName("none")));
    }

    @Test
    void anIndexWithKeysOnlyHasTheKeysOfTheTableAndItsOwn() {
        Map<String, AttributeValue> key = DynamoDbContract.attributes("shop", "demo", "id", "1");
        Map<String, AttributeValue> keys = DynamoDbContract.attributes("shop", "demo", "id", "1", "open", "yes",
                "openSince", "2026");
        dynamoDb.putItem(request -> request.tableName(imports)
                .item(DynamoDbContract.attributes("shop", "demo", "id", "1",
                        "open", "yes", "openSince", "2026", "rows", 7)));
        dynamoDb.putItem(request -> request.tableName(imports)
                .item(DynamoDbContract.attributes("shop", "demo", "id", "2",
                        "open", "yes")));

        assertEquals(List.of(keys), open("2027"));
        assertEquals(List.of(), open("2026"));
        dynamoDb.updateItem(request -> request.tableName(imports).key(key).updateExpression("REMOVE openSince"));
        assertEquals(List.of(), open("2027"));
    }

    private double update(String expression, Object... values) {
        return dynamoDb.updateItem(request -> request.tableName(table)
                .key(DynamoDbContract.attributes("token", "b"))
                .updateExpression(expression)
                .expressionAttributeValues(values.length == 0 ? null : DynamoDbContract.attributes(values))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits();
    }

    @Test
    void aWriteCostsOneMoreWhereTheEntryOfAnIndexChangesAndTwoWhereItMoves() {
        assertEquals(2, update("SET kind = :kind", ":kind", "link"));
        assertEquals(1, update("SET kind = :kind", ":kind", "link"), "The same again");
        assertEquals(3, update("SET shop = :shop", ":shop", "other"));
        assertEquals(2, update("REMOVE shop"));
        assertEquals(1, update("SET kind = :kind", ":kind", "api"), "Not in the index");
        assertEquals(2, update("SET shop = :shop", ":shop", "demo"));
    }

    private List<Map<String, AttributeValue>> open(String before) {
        return dynamoDb.query(request -> request.tableName(imports)
                .indexName("open")
                .keyConditionExpression("#open = :open AND openSince < :before")
                .expressionAttributeNames(Map.of("#open", "open"))
                .expressionAttributeValues(DynamoDbContract.attributes(":open", "yes", ":before", before))).items();
    }
}
