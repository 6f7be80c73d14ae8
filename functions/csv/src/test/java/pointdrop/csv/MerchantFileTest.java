package pointdrop.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection.Code;

class MerchantFileTest {

    private static List<String> rows(byte[] bytes, Encoding assumed) throws IOException {
        List<String> rows = new ArrayList<>();
        try (MerchantFile file = MerchantFile.open(new ByteArrayInputStream(bytes), assumed)) {
            rows.add("%s %s %s".formatted(file.encoding().label(), file.delimiter().label(), file.header()));
            file.forEachRow((number, cells) -> rows.add(number + " " + cells));
        }
        return rows;
    }

    private static List<String> rows(String text) throws IOException {
        return rows(text.getBytes(UTF_8), Encoding.UTF_8);
    }

    private static FileRejected rejected(String text) {
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

    @Test
    void theDelimiterHintOfExcelIsNoRow() throws IOException {
        assertEquals(List.of("UTF-8 semicolon [Email, Name, Points]", "2 [a, b,c, 1]"),
                rows("sep=;\r\nEmail;Name;Points\r\na;b,c;1"));
    }

    @Test
    void readsUtf8WithAByteOrderMark() throws IOException {
        assertEquals(List.of("UTF-8 comma [Email, Name]", "2 [a, Zoë]"), rows("\uFEFFEmail,Name\na,Zoë"));
    }

    @Test
    void readsUtf16WithAByteOrderMark() throws IOException {
        assertEquals(List.of("UTF-16BE tab [Email, Name]", "2 [a, Zoë 😀]"),
                rows("\uFEFFEmail\tName\na\tZoë 😀".getBytes(UTF_16BE), Encoding.UTF_8));
    }

    @Test
    void whatIsNotUtf8IsReadAsWindows1252() throws IOException {
        byte[] bytes = "Email,Name\na,Zo\u00EB \u20AC".getBytes(Charset.forName("windows-1252"));

        assertThrows(NotUtf8.class, () -> rows(bytes, Encoding.UTF_8));
        assertEquals(List.of("windows-1252 comma [Email, Name]", "2 [a, Zoë €]"), rows(bytes, Encoding.WINDOWS_1252));
    }

    static Stream<Arguments> binaryFiles() {
        return Stream.of(Arguments.of("PK\u0003\u0004", "zip archive"), Arguments.of("\u001F\u008B\b", "gzip file"),
                Arguments.of("%PDF-1.7", "PDF document"),
                Arguments.of("<!DOCTYPE html><table>", "web page"),
                Arguments.of("\u00EF\u00BB\u00BF\n<?xml version='1.0'?>", "XML document"),
                Arguments.of("{\\rtf1", "rich text document"),
                Arguments.of("\u00D0\u00CF\u0011\u00E0", "Excel 97-2003 workbook"));
    }

    @ParameterizedTest
    @MethodSource("binaryFiles")
    void namesFilesThatAreNotText(String start, String kind) {
        FileRejected rejected = assertThrows(FileRejected.class,
                () -> rows(start.getBytes(ISO_8859_1), Encoding.UTF_8));

        assertEquals(Code.FILE_NOT_TEXT, rejected.rejection().code());
        assertTrue(rejected.rejection().message().contains(kind), rejected.rejection().message());
    }

    @Test
    void aWorkbookIsToldFromOtherZips() {
        FileRejected rejected = assertThrows(FileRejected.class,
                () -> rows(("PK\u0003\u0004" + "x".repeat(26) + "[Content_Types].xml").getBytes(ISO_8859_1),
                        Encoding.UTF_8));

        assertEquals("This is an Excel workbook, not a CSV file. Save it as CSV (UTF-8) and drop it again.",
                rejected.rejection().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "  \n,,\n"})
    void anEmptyFileIsRejected(String text) {
        assertEquals(Code.FILE_EMPTY, rejected(text).rejection().code());
    }

    @Test
    void anUnclosedQuoteIsRejectedByTheLineThatItOpensIn() {
        FileRejected rejected = rejected("Email,Points\na,1\nb,\"2\nc,3\n");

        assertEquals(Code.FILE_MALFORMED, rejected.rejection().code());
        assertEquals("The quote that opens in line 3 is never closed. Close it, or remove it, and drop the file again.",
                rejected.rejection().message());
    }

    /// A heap of 1 GB could not hold what this quote would swallow.
    @Test
    void anUnclosedQuoteIsNoticedAfter64KiB() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        InputStream start = new ByteArrayInputStream("Email,Points\nb,\"".getBytes(UTF_8));

        FileRejected rejected = assertThrows(FileRejected.class, () -> {
            try (MerchantFile file = MerchantFile.open(new SequenceInputStream(start, endless), Encoding.UTF_8)) {
                file.forEachRow((_, _) -> {});
            }
        });
        assertEquals("The quote that opens in line 2 is never closed. Close it, or remove it, and drop the file again.",
                rejected.rejection().message());
    }

    @Test
    void theLimitsOfARecordHold() throws IOException {
        String columns = "c" + ",c".repeat(255);
        assertEquals(2, rows(columns + "\n" + columns).size());
        assertEquals(Code.FILE_MALFORMED, rejected(columns + ",c\n").rejection().code());

        String record = "a," + "x".repeat(64 * 1024 - 3);
        assertEquals(2, rows("Email,Name\n" + record + "\n").size());
        assertEquals(Code.FILE_MALFORMED, rejected("Email,Name\n" + record + "xx\n").rejection().code());
    }

    @Test
    void textAfterAClosingQuoteIsRejected() {
        assertEquals("In line 2, text follows a closing quote. Write a quote inside a quoted cell twice (\"\").",
                rejected("Email,Name\na,\"b\"c\n").rejection().message());
    }
}
