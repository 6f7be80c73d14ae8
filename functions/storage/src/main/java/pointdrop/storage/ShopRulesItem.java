package pointdrop.storage;

import java.util.Map;

import pointdrop.domain.ShopRules;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of a shop's rules, in the item of the shop and in those of its imports.
final class ShopRulesItem {
    static final String TIERS = "tiers";
    static final String ALLOW_NEGATIVE_BALANCE = "allowNegativeBalance";

    private ShopRulesItem() {}

    static ShopRules read(Map<String, AttributeValue> item) {
        return new ShopRules(Attributes.texts(item, TIERS), Attributes.isTrue(item, ALLOW_NEGATIVE_BALANCE));
    }

    static Map<String, AttributeValue> write(ShopRules rules) {
        return Map.of(TIERS, Attributes.of(rules.tiers()),
                ALLOW_NEGATIVE_BALANCE, AttributeValue.fromBool(rules.allowNegativeBalance()));
    }
}
