package pointdrop.emulators.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One table and its items. An item is never changed, only replaced. Keys are strings.
public final class SimulatedTable implements KeySchema {
    private static final int LONGEST_PARTITION = 2048;
    private static final int LONGEST_SORT = 1024;
    /// A scan goes through partitions by a hash of their keys, so that nobody can rely on an order that DynamoDB has not.
    static final Comparator<ItemKey> ORDER = Comparator
            .<ItemKey>comparingInt(key -> Integer.reverse(key.partition().hashCode() * 0x9E3779B1))
            .thenComparing(ItemKey::partition, KeyOrder.UTF_8)
            .thenComparing(ItemKey::sort, KeyOrder.UTF_8);

    private final String name;
    private final String partitionKey;
    private final @Nullable String sortKey;
    private final WriteListener listener;
    private final ChargeListener charges;
    private final NavigableMap<ItemKey, Map<String, AttributeValue>> items = new TreeMap<>(ORDER);
    private final Map<String, SimulatedIndex> indexes = new HashMap<>();

    /// @param sortKey null for a table without one
    SimulatedTable(String name, String partitionKey, @Nullable String sortKey, WriteListener listener,
            ChargeListener charges) {
        this.name = name;
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
        this.listener = listener;
        this.charges = charges;
    }

    String name() {
        return name;
    }

    @Override
    public String partitionKey() {
        return partitionKey;
    }

    @Override
    public @Nullable String sortKey() {
        return sortKey;
    }

    /// @param sort null for an index without a sort key
    void addIndex(String index, String partition, @Nullable String sort, boolean keysOnly) {
        indexes.put(index, new SimulatedIndex(this, partition, sort, keysOnly));
    }

    SimulatedIndex index(String index) {
        SimulatedIndex found = indexes.get(index);
        if (found == null) {
            throw Refusal.validation("The table does not have the specified index: " + index);
        }
        return found;
    }

    void requireIndexable(Map<String, AttributeValue> item) {
        indexes.values().forEach(index -> index.requireIndexable(item));
    }

    /// What a write costs, with what it costs in the indexes.
    double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return Size.writeUnits(before, after)
                + indexes.values().stream().mapToDouble(index -> index.writeUnits(before, after)).sum();
    }

    /// @return the units
    double charge(boolean write, double units) {
        charges.charged(name, write, units);
        return units;
    }

    boolean isKey(String attribute) {
        return attribute.equals(partitionKey) || attribute.equals(sortKey);
    }

    /// @param item has at least the attributes of the key
    ItemKey key(Map<String, AttributeValue> item) {
        return new ItemKey(text(item, partitionKey, LONGEST_PARTITION),
                sortKey == null ? "" : text(item, sortKey, LONGEST_SORT));
    }

    private static String text(Map<String, AttributeValue> item, String name, int longest) {
        AttributeValue value = item.get(name);
        if (value == null || value.s() == null || value.s().isEmpty() || Size.ofText(value.s()) > longest) {
            throw Refusal.validation("One or more parameter values were invalid: The key " + name
                    + " must be a text of 1 to " + longest + " bytes, and is " + value);
        }
        return value.s();
    }

    /// @param key has no other attribute
    ItemKey keyAlone(Map<String, AttributeValue> key) {
        if (!key.keySet().stream().allMatch(this::isKey)) {
            throw Refusal.validation("The provided key element does not match the schema");
        }
        return key(key);
    }

    Map<String, AttributeValue> attributes(ItemKey key) {
        AttributeValue partition = AttributeValue.fromS(key.partition());
        return sortKey == null
                ? Map.of(partitionKey, partition)
                : Map.of(partitionKey, partition, sortKey, AttributeValue.fromS(key.sort()));
    }

    /// @return empty where there is none
    public Map<String, AttributeValue> get(ItemKey key) {
        return items.getOrDefault(key, Map.of());
    }

    /// Of one partition, by sort key.
    public NavigableMap<String, Map<String, AttributeValue>> partition(String partition) {
        NavigableMap<String, Map<String, AttributeValue>> found = new TreeMap<>(KeyOrder.UTF_8);
        items.tailMap(new ItemKey(partition, ""), true)
                .entrySet()
                .stream()
                .takeWhile(item -> item.getKey().partition().equals(partition))
                .forEach(item -> found.put(item.getKey().sort(), item.getValue()));
        return found;
    }

    /// Replaces the item, undisturbed.
    public void put(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> stored = StoredValue.ofAll(item);
        replace(key(stored), stored);
    }

    /// Deletes the item of a table without a sort key, undisturbed.
    public void delete(String partition) {
        replace(new ItemKey(partition, ""), Map.of());
    }

    /// @param after as [StoredValue] has it; empty to delete the item
    void replace(ItemKey key, Map<String, AttributeValue> after) {
        Map<String, AttributeValue> before = get(key);
        if (after.isEmpty()) {
            items.remove(key);
        } else {
            items.put(key, after);
        }
        listener.written(name, key, before, after);
    }

    /// All items, in the order of a scan.
    public List<Map<String, AttributeValue>> items() {
        return List.copyOf(items.values());
    }

    private @Nullable ItemKey start(Map<String, AttributeValue> key) {
        return key.isEmpty() ? null : keyAlone(key);
    }

    /// @param lastKey of the page before; empty for the first page
    Stream<Map<String, AttributeValue>> scan(Map<String, AttributeValue> lastKey) {
        ItemKey start = start(lastKey);
        return (start == null ? items : items.tailMap(start, false)).values().stream();
    }

    /// @param lastKey of the page before; empty for the first page
    Stream<Map<String, AttributeValue>> query(KeyCondition wanted, boolean forward,
            Map<String, AttributeValue> lastKey) {
        ItemKey start = start(lastKey);
        if (start != null && !(start.partition().equals(wanted.partition()) && wanted.sort().test(start.sort()))) {
            throw Refusal.validation("The provided starting key is outside query boundaries");
        }
        NavigableMap<String, Map<String, AttributeValue>> found = partition(wanted.partition());
        NavigableMap<String, Map<String, AttributeValue>> ordered = forward ? found : found.descendingMap();
        return (start == null ? ordered : ordered.tailMap(start.sort(), false)).entrySet()
                .stream()
                .filter(item -> wanted.sort().test(item.getKey()))
                .map(Map.Entry::getValue);
    }
}
