package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void anAddressHasUpTo254Bytes() {
        String domain = "@" + ("b".repeat(61) + ".").repeat(3) + "example";

        assertTrue(EmailAddress.parse("a".repeat(254 - domain.length()) + domain).isPresent());
        assertTrue(EmailAddress.parse("a".repeat(255 - domain.length()) + domain).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"' Ada@Example.COM ',ada@example.com", "\u200Eada@example.com\u200F,ada@example.com",
            "'\u00A0ada@example.com\u2069',ada@example.com", "a.b+tag@x.example,a.b+tag@x.example",
            "o'neil@x.example,o'neil@x.example", "id@m\u00FCller.example,id@xn--mller-kva.example",
            "id@xn--mller-kva.example,id@xn--mller-kva.example",
            "ada@\uFF45\uFF58ample\u3002com,ada@example.com", "ada@example\uFF0Ecom,ada@example.com",
            "ada@example.\u0440\u0444,ada@example.xn--p1ai", "ada@example.xn--p1ai,ada@example.xn--p1ai"})
    void anAddressIsMatchedInOneForm(String cell, String address) {
        assertEquals(Optional.of(new EmailAddress(address)), EmailAddress.parse(cell));
    }

    /// Nobody could ever match them.
    @ParameterizedTest
    @ValueSource(strings = {"ad\u200Ba@example.com", "ada\u00AD@example.com", "ada@exam\u2060ple.com",
            "j\u00F6rg@example.com", "\"ada\"@example.com", "a\\da@example.com", "\u201Cada\u201D@example.com",
            "o\u2019neil@example.com", "ada @example.com", "ada@exam\u00A0ple.com", "ada@@example.com", "@example.com",
            "ada@", "ada", "ada@example", "ada@-example.com", "ada@exa_mple.com", "ada@[127.0.0.1]",
            "ada@exa mple.com", "ada@example..com"})
    void otherTextIsNoAddress(String cell) {
        assertEquals(Optional.empty(), EmailAddress.parse(cell));
    }

    @ParameterizedTest
    @CsvSource({"ad\u200Ba@example.com,U+200B", "ada@exam\u00A0ple.com,U+00A0", "\u201Cada@example.com,U+201C"})
    void aCharacterThatNobodySeesIsNamed(String cell, String character) {
        assertEquals(Optional.of(character), EmailAddress.strangeCharacter(cell));
    }

    @Test
    void anOrdinaryAddressHasNoStrangeCharacter() {
        assertEquals(Optional.empty(), EmailAddress.strangeCharacter("\u200Eada@example.com "));
    }

    /// Scripts find a customer by it, so it must never change.
    @Test
    void theHashIsTheCrc32OfTheAddress() {
        assertEquals(2_266_814_112L, new EmailAddress("ada@example.com").hash());
    }

    @Test
    void addressesSortByTheirBytesAsInTheTable() {
        List<String> sorted = List.of("Z@example.com", "a-b@example.com", "a@example.com", "ab@example.com",
                "\uFFFD@example.com", "😀@example.com");

        assertEquals(sorted,
                sorted.reversed().stream().map(EmailAddress::new).sorted().map(EmailAddress::toString).toList());
    }
}
