package pointdrop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.RandomInput;

class MetadataTextTest {
    private static String encoded(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
    }

    @ParameterizedTest
    @CsvSource({"Corrections for May,Corrections for May", "=?UTF-8?Q?M=C3=A4rz_2026?=,M\u00E4rz 2026",
            "=?utf-8?b?TcOkcno=?=,M\u00E4rz", "=?ISO-8859-1?Q?M=E4rz?=,M\u00E4rz",
            "For =?UTF-8?Q?M=C3=A4rz?= 2026,For M\u00E4rz 2026",
            "=?UTF-8?Q?M=C3?= =?UTF-8?Q?=A4rz?=,M\u00E4rz", "=?UTF-8?Q?=F0=9F=8E=81?=,\uD83C\uDF81",
            "' a note ',a note"})
    void textIsReadAsWhatWasWritten(String metadata, String note) {
        assertEquals(Optional.of(note), MetadataText.of(metadata));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?UTF-8?Q?M=E4rz?=", "=?UTF-8?B?TcO?=", "=?UTF-8?B?!!!?=", "=?x-unknown?Q?M=E4rz?=",
            "=?UTF-8?X?abc?=", "=?UTF-8?Q?abc", "=?=?=?", "50 =? x ?=",
            "=?UTF-8?Q?M=C3=A4rz?= and =?UTF-8?B?!!!?="})
    void whatIsWronglyEncodedStaysAsItIs(String metadata) {
        assertEquals(Optional.of(metadata), MetadataText.of(metadata));
    }

    @Test
    void textIsCutTo200CharactersOfWhichNoneIsCutInTwo() {
        assertEquals(Optional.of("x".repeat(200)), MetadataText.of("x".repeat(201)));
        assertEquals(Optional.of("\uD83C\uDF81".repeat(200)), MetadataText.of(encoded("\uD83C\uDF81".repeat(201))));
    }

    @Test
    void textIsOneLine() {
        assertEquals(Optional.of("Bcc:  a  b c"), MetadataText.of(encoded("\u0007Bcc:\r\na\u0000\u0085b\tc\u001B")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "=?UTF-8?Q?_=0A?="})
    void textWithNothingInItIsNone(String metadata) {
        assertEquals(Optional.empty(), MetadataText.of(metadata));
        assertEquals(Optional.empty(), MetadataText.of(null));
    }

    @Test
    void anyMetadataIsTextOrNone() {
        RandomInput.check(5_000, random -> random.text("=?_ ABQbqUTF-8utf0C3A4+/!\u00E4", 0, 60),
                metadata -> MetadataText.of("=?UTF-8?" + metadata + "?="));
    }
}
