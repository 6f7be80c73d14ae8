package pointdrop.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentTest {
    @ParameterizedTest
    @ValueSource(strings = {"errors.csv", "customers-demo-20261123T234205Z-9f2c41d07a.csv", "May 2026 (1).csv",
            "a;b.csv",
            "it's.csv"})
    void aPlainNameStandsInQuotes(String name) {
        assertEquals("attachment; filename=\"" + name + "\"", Attachment.named(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"M\u00E4rz.csv|M_rz.csv|M%C3%A4rz.csv",
            "\uD83C\uDF81.csv|_.csv|%F0%9F%8E%81.csv", "100%.csv|100_.csv|100%25.csv",
            "a\"b\".csv|a_b_.csv|a%22b%22.csv", "\u00E4 (1)'.csv|_ (1)'.csv|%C3%A4%20%281%29%27.csv"})
    void anyOtherNameIsEncodedToo(String name, String plain, String encoded) {
        assertEquals("attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded, Attachment.named(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"../../etc/passwd|.._.._etc_passwd", "..\\a.csv|.._a.csv",
            "cod\u202Evsc.exe|cod_vsc.exe", "a\u2066b\u2069.csv|a_b_.csv"})
    void aNameLeadsNowhereAndLooksLikeWhatItIs(String name, String safe) {
        assertEquals("attachment; filename=\"" + safe + "\"", Attachment.named(name));
    }

    @Test
    void noCharacterEndsTheHeaderOrItsQuotes() {
        for (char c = 0; c < 0x3000; c++) {
            String header = Attachment.named("a" + c + "b.csv");

            assertTrue(US_ASCII.newEncoder().canEncode(header), header);
            assertTrue(header.chars().noneMatch(Character::isISOControl), header);
            assertEquals(2, header.chars().filter(quote -> quote == '"').count(), header);
            int encoded = header.indexOf("''");
            String read = encoded < 0 || !header.contains("filename*")
                    ? header.substring(header.indexOf('"') + 1, header.lastIndexOf('"'))
                    : URLDecoder.decode(header.substring(encoded + 2).replace("+", "%2B"), UTF_8);
            assertTrue(read.equals("a" + c + "b.csv") || read.equals("a_b.csv"), header);
        }
    }
}
