package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private List<Map<String, AttributeValue>> items(BatchGetItemResponse response) {
        return response.responses().getOrDefault(table, List.of());
    }
}
