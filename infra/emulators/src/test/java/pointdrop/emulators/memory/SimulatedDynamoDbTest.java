package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.Item;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// What only the simulation has.
class SimulatedDynamoDbTest {
    private static final ItemKey KEY = new ItemKey("p", "s");

    private final List<Calls.Call> made = new ArrayList<>();
    private final Tables tables = new Tables();
    private final SimulatedTable table = tables.create("table", "pk", "sk");
    private final SimulatedDynamoDb dynamoDb = new SimulatedDynamoDb(new Calls() {
        @Override
        public <T> T make(Call call, Supplier<T> effect) {
            made.add(call);
            return effect.get();
        }
    }, tables);

    private static Map<String, AttributeValue> item(Object... namesAndValues) {
        return DynamoDbContract.withKey(DynamoDbContract.attributes(namesAndValues));
    }

    @Test
    void aCallIsKnownByItsOperationTableAndKey() {
        dynamoDb.updateItem(request -> request.tableName("table").key(item()));
        dynamoDb.scan(request -> request.tableName("table"));
        assertEquals(List.of("UpdateItem table p/s", "Scan table "), made.stream().map(Calls.Call::toString).toList());
    }

    @Test
    void nothingHappensBeforeTheCallTakesEffect() {
        List<Supplier<?>> effects = new ArrayList<>();
        SimulatedDynamoDb delayed = new SimulatedDynamoDb(new Calls() {
            @Override
            public <T> T make(Call call, Supplier<T> effect) {
                effects.add(effect);
                throw new IllegalStateException("No answer");
            }
        }, tables);
        assertThrows(IllegalStateException.class,
                () -> delayed.putItem(request -> request.tableName("table").item(item())));
        assertTrue(table.items().isEmpty());
        var _ = effects.getFirst().get();
        assertEquals(List.of(item()), table.items());
    }

    @Test
    void aListenerHearsOfEveryWrite() {
        List<String> heard = new ArrayList<>();
        tables.onWrite((name, key, before, after) -> heard.add(
                name + " " + key + " " + before.keySet() + " " + after.keySet()));
        table.put(item("n", 1));
        dynamoDb.updateItem(request -> request.tableName("table").key(item()).updateExpression("REMOVE n"));
        dynamoDb.deleteItem(request -> request.tableName("table").key(item()));
        assertEquals(List.of("table p/s [] [n, pk, sk]", "table p/s [n, pk, sk] [pk, sk]", "table p/s [pk, sk] []"),
                heard);
    }

    /// Whether it asks or not, and also where a condition does not hold: then the item costs that stands there, and one that is not there a
    /// unit (DynamoDB Developer Guide, "Capacity unit consumption for write operations").
    @Test
    void aListenerHearsWhatEachCallCosts() {
        List<String> heard = new ArrayList<>();
        tables.onCharge((name, write, units) -> heard.add(name + (write ? " writes " : " reads ") + units));
        table.put(item("x", "x".repeat(2048)));
        dynamoDb.getItem(request -> request.tableName("table").key(item()));
        readBatch(2);
        List.of("p", "nobody")
                .forEach(partition -> assertThrows(ConditionalCheckFailedException.class,
                        () -> dynamoDb.deleteItem(request -> request.tableName("table")
                                .key(DynamoDbContract.attributes("pk", partition, "sk", "s"))
                                .conditionExpression("attribute_exists(never)"))));
        dynamoDb.deleteItem(request -> request.tableName("table").key(item()));
        assertEquals(List.of("table reads 0.5", "table reads 1.0", "table reads 1.0", "table writes 3.0",
                "table writes 1.0", "table writes 3.0"), heard);
    }

    @Test
    void itemsExpireWhenTheSimulationSaysSo() {
        Instant time = Instant.parse("2026-05-01T12:00:00Z");
        for (int seconds : List.of(-1, 0, 1)) {
            table.put(Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS("at" + seconds), "until",
                    AttributeValue.fromN(Long.toString(time.getEpochSecond() + seconds))));
        }
        table.put(item("until", "no number"));
        assertEquals(1, tables.expire("table", "until", time));
        assertEquals(List.of("at0", "at1", "s"),
                table.items().stream().map(item -> new Item(item).text("sk")).toList());
        assertFalse(table.get(KEY).isEmpty());
    }

    private BatchGetItemResponse readBatch(int keys) {
        return dynamoDb.batchGetItem(request -> request.requestItems(Map.of("table", KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(IntStream.range(0, keys)
                        .mapToObj(i -> DynamoDbContract.attributes("pk", "p" + i, "sk", "s"))
                        .toList())
                .build())));
    }

    @Test
    void aBatchLeavesAsManyKeysUnprocessedAsItIsTold() {
        IntStream.range(0, 10).forEach(i -> table.put(DynamoDbContract.attributes("pk", "p" + i, "sk", "s")));
        dynamoDb.leaveUnprocessed(keys -> keys - 3);
        BatchGetItemResponse response = readBatch(10);
        List<Map<String, AttributeValue>> read = response.responses().getOrDefault("table", List.of());
        assertEquals(3, read.size());
        KeysAndAttributes left = Objects.requireNonNull(response.unprocessedKeys().get("table"));
        assertEquals(7, left.keys().size());
        assertTrue(left.consistentRead());
        List<Map<String, AttributeValue>> all = new ArrayList<>(left.keys());
        all.addAll(read);
        assertEquals(10, all.stream().distinct().count());
        dynamoDb.leaveUnprocessed(keys -> keys);
        assertThrows(ProvisionedThroughputExceededException.class, () -> readBatch(10));
    }

    @Test
    void whatIsNotSimulatedIsRefusedByName() {
        UnsupportedOperationException refused = assertThrows(UnsupportedOperationException.class,
                () -> dynamoDb.scan(request -> request.tableName("table").totalSegments(2).segment(0)));
        assertEquals("The simulation knows no Segment in ScanRequest", refused.getMessage());
        assertThrows(UnsupportedOperationException.class,
                () -> dynamoDb.scan(request -> request.tableName("table").indexName("index")));
        assertThrows(UnsupportedOperationException.class, () -> dynamoDb.listTables());
        assertThrows(UnsupportedOperationException.class, () -> dynamoDb
                .putItem(request -> request.tableName("table")
                        .item(item("b", AttributeValue.fromB(SdkBytes.fromUtf8String("b"))))));
        assertThrows(UnsupportedOperationException.class, () -> dynamoDb
                .getItem(request -> request.tableName("table").key(item()).projectionExpression("tree.x")));
        assertThrows(UnsupportedOperationException.class, () -> dynamoDb
                .transactWriteItems(request -> request.clientRequestToken("token")));
        assertTrue(table.items().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"n BETWEEN :v AND :v", "n IN (:v)", "attribute_type(n, :v)", "seq[0] = :v", "(n) = :v"})
    void someConditionsAreNotSimulated(String condition) {
        assertThrows(UnsupportedOperationException.class, () -> dynamoDb.updateItem(request -> request
                .tableName("table")
                .key(item())
                .conditionExpression(condition)
                .expressionAttributeValues(DynamoDbContract.attributes(":v", 1))));
        assertTrue(table.items().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET seq = list_append(seq, :v)", "SET seq[0] = :v", "REMOVE seq[0]", "SET n = (:v)",
            "SET n = :v"})
    void someUpdatesAreNotSimulated(String update) {
        assertThrows(UnsupportedOperationException.class, () -> dynamoDb.updateItem(request -> request
                .tableName("table")
                .key(item())
                .updateExpression(update)
                .expressionAttributeValues(DynamoDbContract.attributes(":v", 1))
                .returnValues(ReturnValue.UPDATED_NEW)));
        assertTrue(table.items().isEmpty());
    }
}
