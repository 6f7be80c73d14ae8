package pointdrop.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pointdrop.domain.Shop;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The Shops table: `shop`, `contact`, `allowedRecipients` (list), `tiers` (list), `allowNegativeBalance` (boolean).
public final class ShopsTable {
    private static final String SHOP = "shop";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final List<String> defaultTiers;
    private final Patience patience;

    /// @param defaultTiers of a shop that has none of its own
    public ShopsTable(DynamoDbClient dynamoDb, String table, List<String> defaultTiers, Patience patience) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.defaultTiers = List.copyOf(defaultTiers);
        this.patience = patience;
    }

    /// @return the shop, or nothing where it is not configured
    public Optional<Shop> find(String shop) {
        Map<String, AttributeValue> item = patience
                .call(() -> dynamoDb
                        .getItem(request -> request.tableName(table).key(Map.of(SHOP, Attributes.of(shop)))))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(read(item));
    }

    private Shop read(Map<String, AttributeValue> item) {
        List<String> tiers = Attributes.texts(item, "tiers");
        return new Shop(Attributes.requiredText(item, SHOP), Attributes.requiredText(item, "contact"),
                Attributes.texts(item, "allowedRecipients"), tiers.isEmpty() ? defaultTiers : tiers,
                Attributes.isTrue(item, "allowNegativeBalance"));
    }
}
