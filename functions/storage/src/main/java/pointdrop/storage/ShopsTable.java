package pointdrop.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pointdrop.domain.Shop;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The Shops table: `shop`, `contact`, `allowedRecipients` (list), `tiers` (list), `allowNegativeBalance` (boolean).
public final class ShopsTable {
    private static final String SHOP = "shop";

    private final Table table;
    private final List<String> defaultTiers;

    /// @param defaultTiers of a shop that has none of its own
    public ShopsTable(Table table, List<String> defaultTiers) {
        this.table = table;
        this.defaultTiers = List.copyOf(defaultTiers);
    }

    /// @return the shop, or nothing where it is not configured
    public Optional<Shop> find(String shop) {
        Map<String, AttributeValue> item = table.get(Map.of(SHOP, Attributes.of(shop)));
        return item.isEmpty() ? Optional.empty() : Optional.of(read(item));
    }

    private Shop read(Map<String, AttributeValue> item) {
        List<String> tiers = Attributes.texts(item, "tiers");
        return new Shop(Attributes.requiredText(item, SHOP), Attributes.requiredText(item, "contact"),
                Attributes.texts(item, "allowedRecipients"), tiers.isEmpty() ? defaultTiers : tiers,
                Attributes.isTrue(item, "allowNegativeBalance"));
    }
}
