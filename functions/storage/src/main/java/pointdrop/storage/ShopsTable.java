package pointdrop.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Shop;
import pointdrop.domain.ShopRules;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The Shops table: `shop`, `contact`, `allowedRecipients`, `operators` and `tiers` (lists or sets of text), `allowNegativeBalance`
/// (boolean).
public final class ShopsTable {
    private static final String SHOP = "shop";
    private static final String CONTACT = "contact";
    private static final String ALLOWED_RECIPIENTS = "allowedRecipients";
    private static final String OPERATORS = "operators";

    private final Table table;
    private final List<String> defaultTiers;

    /// @param defaultTiers of a shop that has none of its own
    public ShopsTable(Table table, List<String> defaultTiers) {
        this.table = table;
        this.defaultTiers = List.copyOf(defaultTiers);
    }

    /// @return the shop, or nothing where it is not configured: without a contact, nobody could be told of its imports
    public Optional<Shop> find(String shop) {
        Map<String, AttributeValue> item = table.get(key(shop));
        return Optional.ofNullable(Attributes.text(item, CONTACT)).map(contact -> read(shop, contact, item));
    }

    private static Map<String, AttributeValue> key(String shop) {
        return Map.of(SHOP, Attributes.of(shop));
    }

    private Shop read(String shop, String contact, Map<String, AttributeValue> item) {
        ShopRules rules = ShopRulesItem.read(item);
        return new Shop(shop, contact, Attributes.texts(item, ALLOWED_RECIPIENTS), Attributes.texts(item, OPERATORS),
                rules.tiers().isEmpty() ? new ShopRules(defaultTiers, rules.allowNegativeBalance()) : rules);
    }

    /// What of a shop is to be another; null leaves it as it is. A shop with an empty list of tiers has the default ones.
    public record Change(@Nullable String contact, @Nullable List<String> allowedRecipients,
            @Nullable List<String> operators, @Nullable List<String> tiers, @Nullable Boolean allowNegativeBalance) {}

    /// Configures a shop; attributes that the change does not name, and that others have added, stay.
    ///
    /// @return false where somebody else changed its contact at the same time
    public boolean change(String shop, Change change) {
        Update update = table.update(key(shop)).whereIs(CONTACT, table.get(key(shop)).get(CONTACT));
        set(update, CONTACT, change.contact(), Attributes::of);
        set(update, ALLOWED_RECIPIENTS, change.allowedRecipients(), Attributes::of);
        set(update, OPERATORS, change.operators(), Attributes::of);
        set(update, ShopRulesItem.TIERS, change.tiers(), Attributes::of);
        set(update, ShopRulesItem.ALLOW_NEGATIVE_BALANCE, change.allowNegativeBalance(), AttributeValue::fromBool);
        return update.execute().changed();
    }

    private static <T> void set(Update update, String name, @Nullable T value, Function<T, AttributeValue> attribute) {
        if (value != null) {
            update.set(name, attribute.apply(value));
        }
    }
}
