package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+2", "+1", "-1", "@SUM(A1)", "'=1", " =1", "\"=1", "\u00A0=1", "\u200B+1",
            "\tAda"})
    void textThatASpreadsheetWouldRunIsWrittenWithAnApostropheAndReadBack(String text) {
        assertEquals("'" + text, Cell.escape(text));
        assertEquals(text, Cell.unescape(Cell.escape(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "1+2", "'Ada'", "O'Neil", "Ada;Eve", "a, b - c", "\t", "Ada,\t", "1;2=3"})
    void otherTextIsWrittenAsItIs(String text) {
        assertEquals(text, Cell.escape(text));
        assertEquals(text, Cell.unescape(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"Eve;=1+2|Eve;'=1+2", "a,-1,b|a,'-1,b", "a;\"=1|a;'\"=1",
            "a; @b|a;' @b",
            "=1;=2|'=1;'=2",
            "a;'=1|a;''=1"})
    void textIsHarmlessUnderEveryDelimiter(String text, String written) {
        assertEquals(written, Cell.escape(text));
        assertEquals(text, Cell.unescape(written));
    }

    @Test
    void aTabIsADelimiterToo() {
        assertEquals("'\t'=1", Cell.escape("\t=1"));
        assertEquals("\t=1", Cell.unescape("'\t'=1"));
        assertEquals("\r=1", Cell.unescape(Cell.escape("\r=1")));
    }

    @Test
    void whatIsNoNumberIsHarmlessUnderEveryDelimiterToo() {
        assertEquals("'5;'=1+2", Cell.escapeNumber("5;=1+2"));
        assertEquals("5;=1+2", Cell.read("'5;'=1+2", true));
        assertEquals("'5;'=1+2", Cell.escapeNumber("'5;'=1+2"));
    }

    @ParameterizedTest
    @CsvSource({"-300,-300", "+5,+5", "12,12", "' -1 ',' -1 '", "'',''", "100.00,100.00"})
    void aNumberIsNotEscaped(String cell, String written) {
        assertEquals(written, Cell.escapeNumber(cell));
    }

    @Test
    void whatOnlyBeginsLikeANumberIsWrittenAsText() {
        assertEquals("'-5x", Cell.escapeNumber("-5x"));
        assertEquals("'=5", Cell.escapeNumber("=5"));
        assertEquals("'-", Cell.escapeNumber("-"));
    }

    /// A spreadsheet of another language would make 1 of it.
    @ParameterizedTest
    @ValueSource(strings = {"1,000", "1.000", "many", "1e3"})
    void whatIsNoNumberIsWrittenAsTextAndReadBack(String cell) {
        String written = Cell.escapeNumber(cell);

        assertEquals("'" + cell, written);
        assertEquals(written, Cell.escapeNumber(written));
        assertEquals(cell, Cell.read(written, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {" a ", "\u00A0a\u00A0", "\uFEFFa", "a\u200B", "a\u001A", "\t\r\na\n", "\u200Ea\u200F",
            "\u2066a\u2069",
            "\u00ADa", "\uDB40\uDC41a"})
    void spacesAroundTextAreTrimmed(String cell) {
        assertEquals("a", Cell.trim(cell));
    }

    @Test
    void aQuotedValueIsCutAfter60Characters() {
        assertEquals('"' + "😀".repeat(60) + '"', Cell.quote("😀".repeat(60)));
        assertEquals('"' + "😀".repeat(60) + "…\"", Cell.quote("😀".repeat(61)));
    }

    @Test
    void aQuotedValueStaysOnOneLine() {
        assertEquals("\"a b c\"", Cell.quote("a\nb\tc"));
    }
}
