package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAddressTest {
    /// With all separators, parts of every length around the limits, and what is nearly an address.
    private static String anyAddress(RandomInput random) {
        String local = random.text(random.oneOf("abzAZ09", "abcdefgzAZ09.", "aZ9._-+", "a.-_+'%!\"@ \u00E9"), 0,
                random.oneOf(5, 70));
        String domain = random.text(random.oneOf("abzAZ09", "abcdefgzAZ09-", "aZ9.-", "xn-.1_\u00FC"), 0,
                random.oneOf(5, 70));
        String topLevel = random.oneOf(".com", ".Example", ".x", ".c1", ".co-uk", ".xn--p1ai", "", ".", ".co.uk");
        return local + random.oneOf("@", "@", "@", "", "@@") + domain + topLevel;
    }

    @Test
    void thePlainOnesAreWhatTheRulesMakeOfThem() {
        int[] plain = {0};
        RandomInput.check(50_000, PlainAddressTest::anyAddress, text -> {
            if (PlainAddress.is(text)) {
                plain[0]++;
                assertEquals(Optional.of(new EmailAddress(text.toLowerCase(Locale.ROOT))),
                        EmailAddress.parseByGrammar(text));
            }
        });
        assertTrue(plain[0] > 1_000, "Only " + plain[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "Ada.Lovelace+tag_1@mail-2.Example.co.uk", "1@2.xy",
            "a23456789b123456789c123456789d123456789e123456789f123456789g12@x.com"})
    void nearlyAllArePlain(String address) {
        assertTrue(PlainAddress.is(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "ada", "@example.com", "ada@", "ada@example", "ada@example.c", "ada@example.c1",
            "ada@example.", "ada@.com", "ada.@example.com", ".ada@example.com", "a..b@example.com", "ada@example..com",
            "ada@-example.com", "ada@example-.com", "ada@xn--p1ai.com", "ada@exam_ple.com", "ada@exam@ple.com",
            "o'neil@example.com", "j\u00F6rg@example.com",
            "a23456789b123456789c123456789d123456789e123456789f123456789g1234@x.com",
            "x@a23456789b123456789c123456789d123456789e123456789f123456789g.com"})
    void theRulesDecideOnAllOthers(String text) {
        assertFalse(PlainAddress.is(text));
    }
}
