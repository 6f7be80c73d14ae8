package pointdrop.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The public test set of isemail; docs/decisions/10-addresses.md tells the differences.
class IsEmailTest {
    /// Without a dot, or with a top-level domain that is one letter or has a hyphen.
    private static final Set<String> REFUSED = Set.of("test@io", "test@iana.a", "test@iana.co-uk");

    private static List<String> addresses(String kind) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(IsEmailTest.class.getResourceAsStream("isemail.txt")),
                        UTF_8))) {
            List<String> addresses = lines.lines()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length() + 2, line.length() - 1))
                    .map(IsEmailTest::unescape)
                    .toList();
            assertTrue(addresses.size() > 20, addresses.toString());
            return addresses;
        }
    }

    private static String unescape(String text) {
        StringBuilder unescaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.startsWith("\\u", i);
            unescaped.append(escape ? (char) Integer.parseInt(text.substring(i + 2, i + 6), 16) : text.charAt(i));
            i += escape ? 5 : 0;
        }
        return unescaped.toString();
    }

    @Test
    void invalidAndUnusualAddressesFailWhereNotOnlySpacesAreWrong() throws IOException {
        for (String kind : List.of("invalid", "unusual")) {
            for (String address : addresses(kind)) {
                assertEquals(Cell.trim(address).equals("test@iana.org"), EmailAddress.parse(address).isPresent(),
                        address);
            }
        }
    }

    @Test
    void ordinaryAddressesPass() throws IOException {
        for (String address : addresses("ordinary")) {
            boolean refused = REFUSED.contains(address) || address.matches(".*\\.[a-z]");
            assertEquals(!refused, EmailAddress.parse(address).isPresent(), address);
        }
    }
}
