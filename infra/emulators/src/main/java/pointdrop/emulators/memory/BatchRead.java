package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// One BatchGetItem: what it has read, and what it leaves to another call.
final class BatchRead {
    private static final int MOST = 100;
    private static final long LARGEST = 16 * 1024 * 1024;

    private final Map<String, KeysAndAttributes> requested;
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<String, List<Map<String, AttributeValue>>> responses = new TreeMap<>();
    private final Map<String, Double> units = new TreeMap<>();
    private int processed;

    private record Wanted(SimulatedTable table, ItemKey key, Map<String, AttributeValue> given,
            @Nullable Projection projection) {
        /// That of the answers: one of DynamoDB's own.
        private int order() {
            return key.toString().hashCode() * 0x9E3779B1;
        }
    }

    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException for keys that no batch can have
    BatchRead(Tables tables, Map<String, KeysAndAttributes> requested) {
        this.requested = new TreeMap<>(requested);
        this.requested.forEach((table, keys) -> want(tables.get(table), keys));
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw Refusal.validation("A batch has from 1 to " + MOST + " keys, not " + wanted.size());
        }
        wanted.sort(Comparator.comparingInt(Wanted::order));
    }

    private void want(SimulatedTable table, KeysAndAttributes keys) {
        Placeholders placeholders = new Placeholders(keys.expressionAttributeNames());
        Projection projection = Projection.parse(keys.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Set<ItemKey> seen = new HashSet<>();
        for (Map<String, AttributeValue> given : keys.keys()) {
            ItemKey key = table.schema().ofExactly(given);
            if (!seen.add(key)) {
                throw Refusal.validation("Provided list of item keys contains duplicates");
            }
            wanted.add(new Wanted(table, key, given, projection));
        }
        if (keys.keys().isEmpty()) {
            throw Refusal.validation("The list of keys of a table must not be empty");
        }
        responses.put(table.name(), new ArrayList<>());
    }

    int keys() {
        return wanted.size();
    }

    /// Reads as many items, or as many as fit into an answer.
    void read(int keys) {
        long bytes = 0;
        for (Wanted one : wanted.subList(0, keys)) {
            Map<String, AttributeValue> item = one.table().get(one.key());
            long size = ItemSize.of(item);
            bytes += size;
            if (bytes > LARGEST) {
                return;
            }
            processed++;
            units.merge(one.table().name(), Capacity.readUnits(size, of(one).consistentRead()), Double::sum);
            Map<String, AttributeValue> told = Projection.apply(one.projection(), item);
            if (!item.isEmpty()) {
                responses.computeIfAbsent(one.table().name(), _ -> new ArrayList<>()).add(told);
            }
        }
    }

    private KeysAndAttributes of(Wanted one) {
        KeysAndAttributes keys = requested.get(one.table().name());
        if (keys == null) {
            throw new IllegalStateException("Nobody asked for " + one);
        }
        return keys;
    }

    Map<String, List<Map<String, AttributeValue>>> responses() {
        return responses;
    }

    /// By table, as it was asked for; empty where all keys are read.
    Map<String, KeysAndAttributes> unprocessed() {
        Map<String, List<Map<String, AttributeValue>>> left = new TreeMap<>();
        for (Wanted one : wanted.subList(processed, wanted.size())) {
            left.computeIfAbsent(one.table().name(), _ -> new ArrayList<>()).add(one.given());
        }
        Map<String, KeysAndAttributes> unprocessed = new TreeMap<>();
        requested.forEach((table, keys) -> {
            if (left.containsKey(table)) {
                unprocessed.put(table, keys.toBuilder().keys(left.get(table)).build());
            }
        });
        return unprocessed;
    }

    /// What it has cost, by table.
    Map<String, Double> units() {
        return units;
    }
}
