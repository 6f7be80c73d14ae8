package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// One page of a query or a scan.
///
/// @param scanned how many items it has looked at, with those that the filter left out
/// @param last the key where the next page goes on; null where nothing follows
record Page(List<Map<String, AttributeValue>> items, int scanned, @Nullable Map<String, AttributeValue> last,
        @Nullable ConsumedCapacity consumed) {
    private static final long LARGEST = 1024 * 1024;

    /// What a Query asks for.
    static Page query(Tables tables, RequestFields request) {
        SimulatedTable table = tables.get(request.table());
        Placeholders placeholders = new Placeholders(request);
        String index = request.text("IndexName");
        if (index != null) {
            return query(table.index(index), request, placeholders);
        }
        KeyCondition wanted = KeyCondition.parse(request.text("KeyConditionExpression"), placeholders, table);
        return of(table, request, placeholders, _ -> true,
                start -> table.query(wanted, request.choice("ScanIndexForward", true), start),
                last -> table.attributes(table.key(last)));
    }

    private static Page query(SimulatedIndex index, RequestFields request, Placeholders placeholders) {
        if (request.choice("ConsistentRead", false)) {
            throw Refusal.validation("Consistent reads are not supported on global secondary indexes");
        }
        KeyCondition wanted = KeyCondition.parse(request.text("KeyConditionExpression"), placeholders, index);
        return of(index.table(), request, placeholders, _ -> true,
                start -> index.query(wanted, request.choice("ScanIndexForward", true), start), index::lastKey);
    }

    /// What a Scan asks for.
    static Page scan(Tables tables, RequestFields request) {
        SimulatedTable table = tables.get(request.table());
        Placeholders placeholders = new Placeholders(request);
        return of(table, request, placeholders, Condition.parse(request.text("FilterExpression"), placeholders),
                table::scan,
                last -> table.attributes(table.key(last)));
    }

    private interface Selection {
        /// @param start the last key of the page before; empty for the first page
        Stream<Map<String, AttributeValue>> after(Map<String, AttributeValue> start);
    }

    private static Page of(SimulatedTable table, RequestFields request, Placeholders placeholders,
            Predicate<Map<String, AttributeValue>> filter, Selection selection,
            UnaryOperator<Map<String, AttributeValue>> key) {
        UnaryOperator<Map<String, AttributeValue>> told = placeholders.projection(request.text("ProjectionExpression"));
        placeholders.requireAllUsed();
        int limit = limit(request.number("Limit"));
        Iterator<Map<String, AttributeValue>> rest = selection.after(request.attributes("ExclusiveStartKey"))
                .iterator();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> last = null;
        int scanned = 0;
        long bytes = 0;
        // Whether another item follows a full page, it does not look.
        while (rest.hasNext() && bytes <= LARGEST && scanned < limit) {
            last = rest.next();
            scanned++;
            bytes += Size.of(last);
            if (filter.test(last)) {
                items.add(told.apply(last));
            }
        }
        boolean full = bytes > LARGEST || scanned == limit;
        return new Page(items, scanned, full && last != null ? key.apply(last) : null,
                Size.told(request, table.charge(false, Size.readUnits(request, bytes))));
    }

    private static int limit(@Nullable Integer asked) {
        if (asked != null && asked < 1) {
            throw Refusal.validation("Limit must be at least 1");
        }
        return asked == null ? Integer.MAX_VALUE : asked;
    }
}
