package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.Action;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection.Code;

class MerchantFileTest {

    static List<String> rows(byte[] bytes, Encoding assumed) throws IOException {
        List<String> rows = new ArrayList<>();
        try (MerchantFile file = MerchantFile.open(new ByteArrayInputStream(bytes), assumed, Action.ADD_POINTS)) {
            rows.add("%s %s %s".formatted(file.encoding().label(), file.delimiter().label(), file.header()));
            file.forEachRow((number, cells) -> rows.add(number + " " + cells));
        }
        return rows;
    }

    static List<String> rows(String text) throws IOException {
        return rows(text.getBytes(UTF_8), Encoding.UTF_8);
    }

    static FileRejected rejected(String text) {
        return assertThrows(FileRejected.class, () -> rows(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void countsRowsAsASpreadsheetDoesWhateverEndsTheLines(String lineEnd) throws IOException {
        String text = String.join(lineEnd, "Email,Points", "a@example.com,1", "", ",", "\"b\n@\",\"2,5\"\"\"", "c,3");

        assertEquals(List.of("UTF-8 comma [Email, Points]", "2 [a@example.com, 1]", "5 [b\n@, 2,5\"]", "6 [c, 3]"),
                rows(text));
    }

    @ParameterizedTest
    @CsvSource({"';',semicolon", "'\t',tab", "',',comma"})
    void findsTheDelimiterInTheHeader(String delimiter, String name) throws IOException {
        assertEquals(List.of("UTF-8 " + name + " [Email, A,;\tB, Points]", "2 [x, y, z]"),
                rows(String.join(delimiter, "Email", "\"A,;\tB\"", "Points") + "\n"
                        + String.join(delimiter, "x", "y", "z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Email;Points;Tags (a, b, c, d)|semicolon",
            "Notes, more, and more;E-mail;Points|semicolon",
            "Email,Points,a;b;c;d;e|comma", "'Email\tPoints\ta, b, c, d'|tab", "\"Points\";\"Email\";a,b,c,d|semicolon",
            "';;;;\nEmail,Points'|comma", "a,b;c;d|semicolon", "a;b,c,d|comma", "Email|comma",
            "\"a\"b;Email;c|semicolon"})
    void theDelimiterIsTheOneUnderWhichTheColumnsOfTheActionAreFound(String header, String name) throws IOException {
        try (var text = new BufferedReader(new StringReader(header + "\nx"))) {
            assertEquals(name, Delimiter.detect(text, Action.ADD_POINTS).label());
            assertEquals(header.charAt(0), text.read());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aRowThatALineBreakCutInTwoIsOneRow(String lineEnd) throws IOException {
        assertEquals(
                List.of("UTF-8 comma [Email, Name, Points]", "2 [a@x.example, Ada, Lovelace, 500]",
                        "4 [b@x.example, Bob]",
                        "5 [c@x.example, Cleo, ]", "6 [c, d]"),
                rows(String.join(lineEnd, "Email,Name,Points", "a@x.example,Ada", "Lovelace,500", "b@x.example,Bob",
                        "c@x.example,Cleo,", "c,d")));
    }

    static List<ArgumentSet> dialects() {
        return List.of(
                dialect("delimiters inside the quotes of the header do not count", UTF_8,
                        "\n\"Email\";\"a,b,\n,,c\"\nx;y", "UTF-8 semicolon [Email, a,b,\n,,c]", "3 [x, y]"),
                dialect("a file of one column has commas", UTF_8, "Email\na;b", "UTF-8 comma [Email]", "2 [a;b]"),
                dialect("a file may end with its header", UTF_8, "Email", "UTF-8 comma [Email]"),
                dialect("the delimiter hint of Excel is not a row", UTF_8,
                        "sep=;\r\nEmail;Name;Points\r\na;b,c;1", "UTF-8 semicolon [Email, Name, Points]",
                        "2 [a, b,c, 1]"),
                dialect("UTF-8 with a byte order mark", UTF_8,
                        "\uFEFFEmail,Name\na,Zoë", "UTF-8 comma [Email, Name]", "2 [a, Zoë]"),
                dialect("several byte order marks are one", UTF_8,
                        "\uFEFF\uFEFF\uFEFF\"Email\",\"Name\"\na,Zoë", "UTF-8 comma [Email, Name]", "2 [a, Zoë]"),
                dialect("spaces before a quote are skipped", UTF_8, "\"Email\", \"Name\"\na,  \"Lovelace, Ada\" ",
                        "UTF-8 comma [Email, Name]", "2 [a, Lovelace, Ada]"),
                dialect("UTF-16, big end first", UTF_16BE,
                        "\uFEFFEmail\tName\na\tZoë 😀", "UTF-16BE tab [Email, Name]", "2 [a, Zoë 😀]"),
                dialect("UTF-16, little end first", UTF_16LE,
                        "\uFEFFEmail,Name\na,Zoë", "UTF-16LE comma [Email, Name]", "2 [a, Zoë]"));
    }

    private static ArgumentSet dialect(String name, Charset charset, String text, String... rows) {
        return Arguments.argumentSet(name, text.getBytes(charset), List.of(rows));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aDialectIsDetected(byte[] bytes, List<String> expected) throws IOException {
        assertEquals(expected, rows(bytes, Encoding.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void delimitersBelowTheHeaderDoNotCount(String lineEnd) throws IOException {
        assertEquals(List.of("UTF-8 semicolon [Email, Name]", "4 [a, ,,,,]"),
                rows(String.join(lineEnd, " ", "\t", "Email;Name", "a;,,,,")));
    }

    @Test
    void aLineEndInsideTheQuotesOfTheHeaderDoesNotEndIt() throws IOException {
        assertEquals(List.of("UTF-8 semicolon [E\nmail, Points]", "2 [x, y]"), rows("\"E\nmail\";Points\nx;y"));
    }

    @ParameterizedTest
    @CsvSource({"'sep=;x','[sep=, x]'", "'sep=;;','[sep=, , ]'", "'name;','[name, ]'", "'\nsep=;','[sep=, ]'"})
    void whatOnlyLooksLikeTheDelimiterHintIsTheHeader(String start, String header) throws IOException {
        assertEquals("UTF-8 semicolon " + header, rows(start + "\na;1").getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theFirstCellMayBeInQuotesAfterAByteOrderMark(Charset charset) throws IOException {
        assertEquals(List.of(charset + " comma [E,mail, Name]", "2 [a, Zoë]"),
                rows("\uFEFF\"E,mail\",Name\na,Zoë".getBytes(charset), Encoding.UTF_8));
    }

    @Test
    void whatIsNotUtf8IsReadAgainInAnotherEncoding() throws IOException {
        byte[] bytes = "Email,Name\na,Zo\u00EB \u20AC".getBytes(Charset.forName("windows-1252"));

        assertThrows(NotUtf8.class, () -> rows(bytes, Encoding.UTF_8));
        assertEquals(List.of("windows-1252 comma [Email, Name]", "2 [a, Zoë €]"), rows(bytes, Encoding.WINDOWS_1252));
    }

    @Test
    void whatIsNoTextInItsEncodingIsRejected() {
        byte[] halfACharacter = {(byte) 0xFE, (byte) 0xFF, 0, 'E', (byte) 0xD8, 0, 0, '\n'};
        byte[] byteWithoutMeaning = {'E', (byte) 0x81, '\n'};

        assertEquals("This looks like text in UTF-16BE, but has characters that do not exist there. "
                + "Save it as CSV (UTF-8) and drop it again.", rejection(halfACharacter));
        assertEquals("This looks like text in windows-1252, but has characters that do not exist there. "
                + "Save it as CSV (UTF-8) and drop it again.", rejection(byteWithoutMeaning));
    }

    private static String rejection(byte[] bytes) {
        return assertThrows(FileRejected.class, () -> rows(bytes, Encoding.WINDOWS_1252)).rejection().message();
    }

    @Test
    void aNulCharacterIsRejectedByItsLine() {
        FileRejected rejected = rejected("Email,Name\na,b\0\n");

        assertEquals(Code.FILE_NOT_TEXT, rejected.rejection().code());
        assertEquals(
                "Line 2 holds a NUL character, so this is not a text file. Save it as CSV (UTF-8) and drop it again.",
                rejected.rejection().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "  \n,,\n"})
    void anEmptyFileIsRejected(String text) {
        assertEquals(Code.FILE_EMPTY, rejected(text).rejection().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anUnclosedQuoteIsRejectedByTheLineThatItOpensIn(String lineEnd) {
        FileRejected rejected = rejected(String.join(lineEnd, "Email,Points", "a,1", "b,\"2", "c,\"\"3\"\"", ""));

        assertEquals(Code.FILE_MALFORMED, rejected.rejection().code());
        assertEquals("The quote that opens in line 3 is never closed. Close it, or remove it, and drop the file again.",
                rejected.rejection().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b\"c", "\"b\" c", "\"b\" \"c\""})
    void textAfterAClosingQuoteIsRejected(String cell) {
        assertEquals("In line 2, text follows a closing quote. Write a quote inside a quoted cell twice (\"\").",
                rejected("Email,Name\na," + cell + "\n").rejection().message());
    }

    @Test
    void spacesMayFollowAClosingQuote() throws IOException {
        assertEquals(List.of("UTF-8 comma [Email, Name]", "2 [a, b]"), rows("Email,Name\n\"a\" ,\"b\"  \n"));
    }

    @Test
    void aQuoteInsideACellThatIsNotQuotedIsText() throws IOException {
        assertEquals(List.of("UTF-8 comma [Email, Name]", "2 [a, 5\" wide]", "3 [b, c]"),
                rows("Email,Name\na,5\" wide\nb,c"));
    }
}
