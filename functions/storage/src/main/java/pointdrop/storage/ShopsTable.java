package pointdrop.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pointdrop.domain.Shop;
import pointdrop.domain.ShopRules;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The Shops table: `shop`, `contact`, `allowedRecipients`, `operators` and `tiers` (lists or sets of text), `allowNegativeBalance`
/// (boolean).
public final class ShopsTable {
    private static final String SHOP = "shop";

    private final Table table;
    private final List<String> defaultTiers;

    /// @param defaultTiers of a shop that has none of its own
    public ShopsTable(Table table, List<String> defaultTiers) {
        this.table = table;
        this.defaultTiers = List.copyOf(defaultTiers);
    }

    /// @return the shop, or nothing where it is not configured: without a contact, nobody could be told of its imports
    public Optional<Shop> find(String shop) {
        Map<String, AttributeValue> item = table.get(Map.of(SHOP, Attributes.of(shop)));
        return Optional.ofNullable(Attributes.text(item, "contact")).map(contact -> read(shop, contact, item));
    }

    private Shop read(String shop, String contact, Map<String, AttributeValue> item) {
        ShopRules rules = ShopRulesItem.read(item);
        return new Shop(shop, contact, Attributes.texts(item, "allowedRecipients"),
                Attributes.texts(item, "operators"),
                rules.tiers().isEmpty() ? new ShopRules(defaultTiers, rules.allowNegativeBalance()) : rules);
    }
}
