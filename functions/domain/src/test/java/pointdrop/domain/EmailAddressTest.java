package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmailAddressTest {
    @Test
    void anAddressHasUpTo254Bytes() {
        String domain = "@" + ("b".repeat(61) + ".").repeat(3) + "example";

        assertTrue(EmailAddress.parse("a".repeat(254 - domain.length()) + domain).isPresent());
        assertTrue(EmailAddress.parse("a".repeat(255 - domain.length()) + domain).isEmpty());
        assertTrue(EmailAddress.parse("ä" + "a".repeat(252 - domain.length()) + domain).isPresent());
        assertTrue(EmailAddress.parse("ä" + "a".repeat(253 - domain.length()) + domain).isEmpty());
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
