package pointdrop.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The entries of all shops that functions are working on, or should be, by an index of the Imports table. One that is `READY` waits for a
/// person, and is not among them.
public final class OpenEntries {
    private final Table table;

    /// @param table of imports
    OpenEntries(Table table) {
        this.table = table;
    }

    /// @param since when the entry began, or a request started it
    public record Open(String shop, String id, Instant since) {
        private static Open read(Map<String, AttributeValue> item) {
            return new Open(Attributes.requiredText(item, ImportItem.SHOP),
                    Attributes.requiredText(item, ImportItem.ID),
                    Instant.parse(Attributes.requiredText(item, ImportItem.OPEN_SINCE)));
        }
    }

    /// Takes out an entry that is not open. Another version of a function, which knows no index, may have left it there.
    public void leave(HistoryEntry entry) {
        table.update(ImportItem.key(entry.shop(), entry.id()))
                .remove(ImportItem.OPEN)
                .remove(ImportItem.OPEN_SINCE)
                .whereIs(ImportItem.STATUS, Attributes.of(entry.status().name()))
                .execute();
    }

    /// Those that were open before that time, the oldest first. The index is a moment late: one may have ended, or been deleted.
    public List<Open> since(Instant time) {
        List<Open> found = new ArrayList<>();
        Map<String, AttributeValue> last = null;
        do {
            Map<String, AttributeValue> after = last;
            QueryResponse page = table.query(query -> query.indexName(ImportItem.OPEN)
                    .keyConditionExpression("#open = :open AND #since < :time")
                    .expressionAttributeNames(Map.of("#open", ImportItem.OPEN, "#since", ImportItem.OPEN_SINCE))
                    .expressionAttributeValues(Map.of(":open", ImportItem.IS_OPEN, ":time", Attributes.of(time)))
                    .exclusiveStartKey(after));
            page.items().stream().map(Open::read).forEach(found::add);
            last = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (last != null);
        return found;
    }
}
