package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Shop;
import pointdrop.domain.ShopRules;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ClassTemplate
@ExtendWith(OnBoth.class)
class ShopsTableTest {
    private Deployment deployment;
    private ShopsTable shops;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.shops = new TestStores(deployment).stores().shops();
    }

    private void put(Map<String, AttributeValue> item) {
        deployment.dynamoDb().putItem(request -> request.tableName(deployment.shopsTable()).item(item));
    }

    @Test
    void aSetIsReadAsAListIs() {
        put(Map.of("shop", AttributeValue.fromS("sets"), "contact", AttributeValue.fromS("owner@sets.example"),
                "allowedRecipients", AttributeValue.fromSs(List.of("@sets.example")), "operators",
                AttributeValue.fromSs(List.of("ann@sets.example")), "tiers",
                AttributeValue.fromSs(List.of("VIP"))));

        assertEquals(Optional.of(new Shop("sets", "owner@sets.example", List.of("@sets.example"),
                List.of("ann@sets.example"),
                new ShopRules(List.of("VIP"), false))), shops.find("sets"));
    }

    @Test
    void aShopWithoutTiersHasTheDefaultOnes() {
        put(Map.of("shop", AttributeValue.fromS("plain"), "contact", AttributeValue.fromS("owner@plain.example"),
                "allowNegativeBalance", AttributeValue.fromBool(true)));

        assertEquals(new ShopRules(List.of("Bronze", "Silver", "Gold", "Platinum"), true),
                shops.find("plain").orElseThrow().rules());
    }

    @Test
    void aShopWithoutAContactIsNotConfigured() {
        put(Map.of("shop", AttributeValue.fromS("mute"), "contact", AttributeValue.fromN("7")));

        assertEquals(Optional.empty(), shops.find("mute"));
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        shops.change("new", new ShopsTable.Change("owner@new.example", null, List.of("ann@new.example"), null, null));
        shops.change("new", new ShopsTable.Change(null, List.of("@new.example"), null, List.of("VIP"), true));

        assertEquals(
                Optional.of(new Shop("new", "owner@new.example", List.of("@new.example"), List.of("ann@new.example"),
                        new ShopRules(List.of("VIP"), true))),
                shops.find("new"));
    }
}
