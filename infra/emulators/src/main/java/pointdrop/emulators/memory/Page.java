package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One page of a query or a scan.
///
/// @param scanned how many items it has looked at, with those that the filter left out
/// @param bytes of the items that it has looked at
/// @param last where the next page goes on; null where nothing follows
record Page(List<Map<String, AttributeValue>> items, int scanned, long bytes, @Nullable ItemKey last) {
    private static final long LARGEST = 1024 * 1024;

    /// @param limit null for as many as fit
    /// @param filter null for all
    static Page of(Stream<Map<String, AttributeValue>> candidates, KeySchema schema, @Nullable Integer limit,
            @Nullable Condition filter) {
        if (limit != null && limit < 1) {
            throw Refusal.validation("Limit must be at least 1");
        }
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        int scanned = 0;
        long bytes = 0;
        Iterator<Map<String, AttributeValue>> rest = candidates.iterator();
        while (rest.hasNext()) {
            Map<String, AttributeValue> item = rest.next();
            scanned++;
            bytes += ItemSize.of(item);
            if (filter == null || filter.holds(item)) {
                items.add(item);
            }
            // It does not look whether another follows.
            if (bytes > LARGEST || (limit != null && scanned == limit)) {
                return new Page(items, scanned, bytes, schema.of(item));
            }
        }
        return new Page(items, scanned, bytes, null);
    }

    List<Map<String, AttributeValue>> items(@Nullable Projection projection) {
        return items.stream().map(item -> Projection.apply(projection, item)).toList();
    }

    /// @return as the SDK has it where nothing follows
    Map<String, AttributeValue> lastKey(KeySchema schema) {
        return last == null ? DefaultSdkAutoConstructMap.getInstance() : schema.attributes(last);
    }
}
