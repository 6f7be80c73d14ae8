package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// What one BatchGetItem asks for.
final class Batch {
    private static final int MOST = 100;

    private final Map<String, KeysAndAttributes> requested;
    private final @Nullable String askedCapacity;
    private final List<Wanted> wanted = new ArrayList<>();

    private record Wanted(SimulatedTable table, ItemKey key) {
        /// That of the answers: one of DynamoDB's own.
        private int order() {
            return key.toString().hashCode() * 0x9E3779B1;
        }
    }

    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException for keys that no batch can have
    Batch(Tables tables, BatchGetItemRequest request) {
        this.requested = request.requestItems();
        this.askedCapacity = request.returnConsumedCapacityAsString();
        requested.forEach((table, keys) -> want(tables.get(table), keys.keys()));
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw Refusal.validation("A batch has from 1 to " + MOST + " keys, not " + wanted.size());
        }
        wanted.sort(Comparator.comparingInt(Wanted::order));
    }

    private void want(SimulatedTable table, List<Map<String, AttributeValue>> keys) {
        Set<ItemKey> seen = new HashSet<>();
        for (Map<String, AttributeValue> given : keys) {
            ItemKey key = table.keyAlone(given);
            if (!seen.add(key)) {
                throw Refusal.validation("Provided list of item keys contains duplicates");
            }
            wanted.add(new Wanted(table, key));
        }
    }

    int keys() {
        return wanted.size();
    }

    /// @param processed how many keys are; the others are left to another call
    BatchGetItemResponse answer(int processed) {
        Map<String, List<Map<String, AttributeValue>>> found = new TreeMap<>();
        requested.keySet().forEach(table -> found.put(table, new ArrayList<>()));
        Map<String, List<Map<String, AttributeValue>>> left = new TreeMap<>();
        Map<String, Double> units = new TreeMap<>();
        for (Wanted one : wanted.subList(0, processed)) {
            Map<String, AttributeValue> item = one.table().get(one.key());
            units.merge(one.table().name(), charge(one.table(), item), Double::sum);
            if (!item.isEmpty()) {
                add(found, one, item);
            }
        }
        wanted.subList(processed, keys()).forEach(one -> add(left, one, one.table().attributes(one.key())));
        Map<String, KeysAndAttributes> unprocessed = new TreeMap<>(requested);
        unprocessed.keySet().retainAll(left.keySet());
        unprocessed.replaceAll((table, keys) -> keys.toBuilder().keys(left.get(table)).build());
        return BatchGetItemResponse.builder()
                .responses(found)
                .unprocessedKeys(unprocessed)
                .consumedCapacity(Size.told(askedCapacity, units))
                .build();
    }

    /// Each item as if it were read alone, also one that is not there.
    private double charge(SimulatedTable table, Map<String, AttributeValue> item) {
        boolean consistent = Boolean.TRUE
                .equals(Objects.requireNonNull(requested.get(table.name())).consistentRead());
        return table.charge(false, Size.readUnits(Size.of(item), consistent));
    }

    private static void add(Map<String, List<Map<String, AttributeValue>>> attributes, Wanted one,
            Map<String, AttributeValue> more) {
        attributes.computeIfAbsent(one.table().name(), _ -> new ArrayList<>()).add(more);
    }
}
