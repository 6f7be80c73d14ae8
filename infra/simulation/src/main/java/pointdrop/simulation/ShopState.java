package pointdrop.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import pointdrop.emulators.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The rules of a shop as the checks know them, read from the shop's item or from that of an import.
record ShopState(List<String> tiers, boolean allowNegativeBalance) {

    static ShopState of(Item item) {
        return new ShopState(item.get("tiers").l().stream().map(AttributeValue::s).toList(),
                Objects.equals(item.get("allowNegativeBalance").bool(), true));
    }

    Map<String, AttributeValue> attributes() {
        return Map.of("tiers", AttributeValue.fromL(tiers.stream().map(AttributeValue::fromS).toList()),
                "allowNegativeBalance", AttributeValue.fromBool(allowNegativeBalance));
    }
}
