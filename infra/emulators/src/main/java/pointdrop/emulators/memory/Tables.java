package pointdrop.emulators.memory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// What DynamoDB stores. Whoever has it reads and writes undisturbed; functions call [SimulatedDynamoDb].
public final class Tables {
    private final Map<String, SimulatedTable> tables = new TreeMap<>();
    private final List<WriteListener> listeners = new ArrayList<>();
    private final List<ChargeListener> charges = new ArrayList<>();

    /// @throws UnsupportedOperationException for a key that is no string
    void create(CreateTableRequest request) {
        if (request.attributeDefinitions()
                .stream()
                .anyMatch(attribute -> attribute.attributeType() != ScalarAttributeType.S)) {
            throw new UnsupportedOperationException("The simulation knows no keys but strings");
        }
        SimulatedTable table = create(request.tableName(), partition(request.keySchema()), sort(request.keySchema()));
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            RequestFields.refuseAllBut(index, "IndexName", "KeySchema", "Projection");
            table.addIndex(index.indexName(), partition(index.keySchema()), sort(index.keySchema()),
                    hasKeysOnly(index.projection().projectionType()));
        }
    }

    private static boolean hasKeysOnly(ProjectionType projection) {
        return switch (projection) {
            case ALL -> false;
            case KEYS_ONLY -> true;
            default -> throw new UnsupportedOperationException("The simulation knows no projection " + projection);
        };
    }

    private static String partition(List<KeySchemaElement> schema) {
        String partition = key(schema, KeyType.HASH);
        if (partition == null) {
            throw Refusal.validation("Invalid KeySchema: it has no partition key");
        }
        return partition;
    }

    private static @Nullable String sort(List<KeySchemaElement> schema) {
        return key(schema, KeyType.RANGE);
    }

    private static @Nullable String key(List<KeySchemaElement> schema, KeyType type) {
        return schema.stream()
                .filter(element -> element.keyType() == type)
                .map(KeySchemaElement::attributeName)
                .findFirst()
                .orElse(null);
    }

    /// @param sort null for a table without a sort key
    public SimulatedTable create(String name, String partition, @Nullable String sort) {
        SimulatedTable table = new SimulatedTable(name, partition, sort, this::tell,
                (charged, write, units) -> charges.forEach(listener -> listener.charged(charged, write, units)));
        if (tables.putIfAbsent(name, table) != null) {
            throw Refusal.tableExists(name);
        }
        return table;
    }

    /// @throws software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException where there is none
    public SimulatedTable get(String name) {
        SimulatedTable table = tables.get(name);
        if (table == null) {
            throw Refusal.noTable();
        }
        return table;
    }

    /// Names the item of a request to who reads the history of calls, whether or not it has a proper key.
    String name(RequestFields request) {
        SimulatedTable table = tables.get(request.table());
        Map<String, AttributeValue> item = request.attributes(request.has("Item") ? "Item" : "Key");
        return table == null || item.isEmpty()
                ? ""
                : Stream.of(table.partitionKey(), table.sortKey())
                        .filter(Objects::nonNull)
                        .map(item::get)
                        .map(value -> value == null || value.s() == null ? "?" : value.s())
                        .collect(Collectors.joining("/"));
    }

    public void onWrite(WriteListener listener) {
        listeners.add(listener);
    }

    public void onCharge(ChargeListener listener) {
        charges.add(listener);
    }

    private void tell(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        listeners.forEach(listener -> listener.written(table, key, before, after));
    }

    /// Deletes the items of a table that have expired. DynamoDB does so days late, and goes on telling of them until then.
    ///
    /// @param attribute has the epoch second after which an item expires; one where it is no number never does
    /// @return how many
    public int expire(String table, String attribute, Instant time) {
        SimulatedTable expiring = get(table);
        List<ItemKey> expired = expiring.items()
                .stream()
                .filter(item -> isBefore(item.get(attribute), time))
                .map(expiring::key)
                .toList();
        expired.forEach(key -> expiring.replace(key, Map.of()));
        return expired.size();
    }

    private static boolean isBefore(@Nullable AttributeValue expiry, Instant time) {
        return expiry != null && expiry.n() != null
                && new BigDecimal(expiry.n()).compareTo(BigDecimal.valueOf(time.getEpochSecond())) < 0;
    }
}
