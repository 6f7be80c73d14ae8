package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopTest {
    private static final Shop SHOP = new Shop("demo", "Owner@demo.example",
            List.of("Books@partner.example", "@Staff.example"), List.of(), new ShopRules(List.of(), false));

    @ParameterizedTest
    @ValueSource(strings = {"demo", "7-eleven", "a", "a-b-c"})
    void anIdIsOfSmallLettersDigitsAndHyphens(String id) {
        assertTrue(Shop.isId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Demo", "-demo", "demo/x", "de mo", "démo"})
    void otherTextIsNoId(String id) {
        assertFalse(Shop.isId(id));
    }

    @Test
    void anIdHasUpTo63Characters() {
        assertTrue(Shop.isId("a".repeat(63)));
        assertFalse(Shop.isId("a".repeat(64)));
    }

    @ParameterizedTest
    @CsvSource({"books@partner.example,books@partner.example", "BOOKS@Partner.Example,books@partner.example",
            "any.one@staff.example,any.one@staff.example", "owner@demo.example,owner@demo.example"})
    void aMailGoesWhereTheUploadAsksIfTheShopAllowsIt(String requested, String recipient) {
        assertEquals(recipient, SHOP.recipient(Optional.of(requested)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other@partner.example", "me@not-staff.example", "me@sub.staff.example", "staff.example",
            "no address", ""})
    void aMailGoesToTheContactOtherwise(String requested) {
        assertEquals("Owner@demo.example", SHOP.recipient(Optional.of(requested)));
    }

    @Test
    void theContactIsTheOperatorOfAShopThatNamesNone() {
        assertTrue(SHOP.isOperator(new EmailAddress("owner@demo.example")));
        assertFalse(SHOP.isOperator(new EmailAddress("books@partner.example")));
        assertFalse(SHOP.isOperator(new EmailAddress("me@staff.example")));
    }

    @Test
    void operatorsAreThoseWhomTheShopNamesByWholeAddresses() {
        Shop shop = new Shop("demo", "owner@demo.example", List.of(), List.of("Ann@Demo.example", "@demo.example"),
                SHOP.rules());

        assertTrue(shop.isOperator(new EmailAddress("ann@demo.example")));
        assertTrue(shop.allows("ann@demo.example"));
        assertFalse(shop.isOperator(new EmailAddress("owner@demo.example")));
        assertFalse(shop.isOperator(new EmailAddress("bob@demo.example")));
    }

    @Test
    void aMailGoesToTheContactWhereTheUploadAsksForNobody() {
        assertEquals("Owner@demo.example", SHOP.recipient(Optional.empty()));
    }
}
