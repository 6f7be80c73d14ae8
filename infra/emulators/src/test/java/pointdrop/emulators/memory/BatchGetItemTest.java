package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class BatchGetItemTest extends DynamoDbContract {
    private static List<Map<String, AttributeValue>> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> attributes("pk", "p" + i, "sk", "s")).toList();
    }

    private BatchGetItemResponse read(List<Map<String, AttributeValue>> keys) {
        return dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table,
                KeysAndAttributes.builder()
                        .keys(keys)
                        .consistentRead(true)
                        .build())));
    }

    @Test
    void tellsTheItemsThatAreThereInAnyOrder() {
        keys(3).forEach(key -> dynamoDb.putItem(request -> request.tableName(table).item(key)));
        BatchGetItemResponse response = read(keys(100));
        assertEquals(Set.copyOf(keys(3)), Set.copyOf(items(response)));
        assertTrue(response.unprocessedKeys().isEmpty());
    }

    @Test
    void hasAnEmptyListForATableOfWhichNothingIsThere() {
        assertEquals(Map.of(table, List.of()), read(keys(1)).responses());
    }

    @Test
    void takesOneToAHundredDifferentKeys() {
        assertInvalid(() -> read(List.of()));
        assertInvalid(() -> read(keys(101)));
        assertInvalid(() -> read(List.of(KEY, KEY)));
        assertInvalid(() -> read(List.of(attributes("pk", "p"))));
        assertInvalid(() -> dynamoDb.batchGetItem(request -> request.requestItems(Map.of())));
    }

    @Test
    void everyTableMustBeThere() {
        table = "not-there";
        assertThrows(ResourceNotFoundException.class, () -> read(keys(1)));
    }

    @Test
    void leavesWhatDoesNotFitInto16MiBToAnotherCall() {
        String large = "x".repeat(390 * 1024);
        keys(45).forEach(key -> dynamoDb.putItem(request -> request.tableName(table).item(with(key, large))));
        Set<Map<String, AttributeValue>> found = new HashSet<>();
        List<Map<String, AttributeValue>> wanted = keys(45);
        int calls = 0;
        while (!wanted.isEmpty()) {
            BatchGetItemResponse response = read(wanted);
            calls++;
            items(response).forEach(item -> found.add(key(item)));
            KeysAndAttributes left = response.unprocessedKeys().get(table);
            wanted = left == null ? List.of() : left.keys();
        }
        assertEquals(keys(45).stream().collect(Collectors.toSet()), found);
        assertEquals(2, calls);
    }

    private List<Map<String, AttributeValue>> items(BatchGetItemResponse response) {
        return response.responses().getOrDefault(table, List.of());
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> key, String text) {
        Map<String, AttributeValue> item = new TreeMap<>(key);
        item.put("x", text(text));
        return item;
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new TreeMap<>(item);
        key.keySet().retainAll(KEY.keySet());
        return key;
    }
}
