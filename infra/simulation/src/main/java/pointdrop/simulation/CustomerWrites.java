package pointdrop.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every write to a customer, in order.
final class CustomerWrites implements WriteListener {
    private final String table;
    private final Map<String, List<Write>> byCustomer = new TreeMap<>();

    /// @param importId the import that wrote; empty for another program
    record Write(String shop, String email, @Nullable Known before, @Nullable Known after, Optional<String> importId) {}

    /// @param table of customers
    CustomerWrites(String table) {
        this.table = table;
    }

    @Override
    public void written(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        if (!table.equals(this.table)) {
            return;
        }
        Item item = new Item(after.isEmpty() ? before : after);
        String shop = item.text("pk").replaceFirst("#.*", "");
        String email = item.text("email");
        Set<String> added = new HashSet<>(imports(after));
        added.removeAll(imports(before));
        if (added.size() > 1) {
            throw new Violation("One write names several imports: " + added);
        }
        Violation.require(added.isEmpty() || rev(after) == rev(before) + 1, "%s was written from rev %d to rev %d",
                email,
                rev(before), rev(after));
        of(shop, email).add(new Write(shop, email, Known.of(before), Known.of(after), added.stream().findFirst()));
    }

    private static long rev(Map<String, AttributeValue> item) {
        return item.containsKey("rev") ? new Item(item).number("rev") : 0;
    }

    private static List<String> imports(Map<String, AttributeValue> item) {
        return item.containsKey("recent")
                ? new Item(item).list("recent").stream().map(entry -> entry.text("import")).toList()
                : List.of();
    }

    /// Of one customer, in order.
    List<Write> of(String shop, String email) {
        return byCustomer.computeIfAbsent(shop + " " + email, _ -> new ArrayList<>());
    }

    List<Write> all() {
        return byCustomer.values().stream().flatMap(Collection::stream).toList();
    }
}
