package pointdrop.emulators.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One table and its items. An item is never changed, only replaced.
public final class SimulatedTable {
    /// A scan goes through partitions by a hash of their keys, so that nobody can rely on an order that DynamoDB has not.
    private static final Comparator<String> PARTITIONS = Comparator.<String>comparingInt(SimulatedTable::hash)
            .thenComparing(KeyOrder.UTF_8);

    private final String name;
    private final KeySchema schema;
    private final WriteListener listener;
    private final NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> partitions = new TreeMap<>(
            PARTITIONS);

    SimulatedTable(String name, KeySchema schema, WriteListener listener) {
        this.name = name;
        this.schema = schema;
        this.listener = listener;
    }

    private static int hash(String key) {
        return Integer.reverse(key.hashCode() * 0x9E3779B1);
    }

    String name() {
        return name;
    }

    KeySchema schema() {
        return schema;
    }

    /// @return empty where there is none
    public Map<String, AttributeValue> get(ItemKey key) {
        Map<String, AttributeValue> item = partition(key.partition()).get(key.sort());
        return item == null ? Map.of() : item;
    }

    /// Of one partition, by sort key.
    public NavigableMap<String, Map<String, AttributeValue>> partition(String partition) {
        return partitions.getOrDefault(partition, Collections.emptyNavigableMap());
    }

    /// Replaces the item, undisturbed.
    public void put(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> stored = StoredValue.ofAll(item);
        replace(schema.of(stored), stored);
    }

    /// @param after as [StoredValue] has it; empty to delete the item
    void replace(ItemKey key, Map<String, AttributeValue> after) {
        Map<String, AttributeValue> before = get(key);
        NavigableMap<String, Map<String, AttributeValue>> partition = partitions.computeIfAbsent(key.partition(),
                _ -> new TreeMap<>(KeyOrder.UTF_8));
        if (after.isEmpty()) {
            partition.remove(key.sort());
        } else {
            partition.put(key.sort(), after);
        }
        if (partition.isEmpty()) {
            partitions.remove(key.partition());
        }
        listener.written(name, key, before, after);
    }

    /// All items, in the order of a scan.
    public List<Map<String, AttributeValue>> items() {
        return after(null).toList();
    }

    /// @param start the last key of the page before; null for the first page
    Stream<Map<String, AttributeValue>> after(@Nullable ItemKey start) {
        if (start == null) {
            return items(partitions);
        }
        return Stream.concat(partition(start.partition()).tailMap(start.sort(), false).values().stream(),
                items(partitions.tailMap(start.partition(), false)));
    }

    private static Stream<Map<String, AttributeValue>> items(
            Map<String, NavigableMap<String, Map<String, AttributeValue>>> partitions) {
        return partitions.values().stream().map(Map::values).flatMap(Collection::stream);
    }
}
