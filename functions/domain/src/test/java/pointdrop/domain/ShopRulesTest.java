package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopRulesTest {
    @Test
    void aTierIsStoredInTheSpellingOfTheShop() {
        assertEquals(Optional.of("Gold"), new ShopRules(List.of("Gold"), false).tier("gOLD"));
        assertEquals(Optional.empty(), new ShopRules(List.of("Gold"), false).tier("Golden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00C9lite Plus", "E\u0301lite Plus", "\u00E9LITE  PLUS", "\u00C9lite\u00A0Plus"})
    void aTierIsTheSameHoweverItsLettersAreComposedAndSpaced(String cell) {
        ShopRules shop = new ShopRules(List.of("Gold", "\u00C9lite Plus"), false);

        assertEquals(Optional.of("\u00C9lite Plus"), shop.tier(cell));
    }
}
