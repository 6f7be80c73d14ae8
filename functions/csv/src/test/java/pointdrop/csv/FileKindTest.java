package pointdrop.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection.Code;

class FileKindTest {
    private static FileRejected rejected(String bytes) {
        return assertThrows(FileRejected.class,
                () -> MerchantFileTest.rows(bytes.getBytes(ISO_8859_1), Encoding.UTF_8));
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
        FileRejected rejected = rejected(start);

        assertEquals(Code.FILE_NOT_TEXT, rejected.rejection().code());
        assertTrue(rejected.rejection().message().contains(kind), rejected.rejection().message());
    }

    @Test
    void aWorkbookIsRecognisedAmongZips() {
        FileRejected rejected = rejected("PK\u0003\u0004" + "x".repeat(26) + "[Content_Types].xml");

        assertEquals("This is an Excel workbook, not a CSV file. Save it as CSV (UTF-8) and drop it again.",
                rejected.rejection().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/", "mimetypeapplication/vnd.oasis"})
    void textThatNamesWhatIsInsideAWorkbookIsNone(String text) throws IOException {
        String file = "Email,Note\na@example.com,see: " + text;

        assertEquals(List.of("UTF-8 comma [Email, Note]", "2 [a@example.com, see: " + text + "]"),
                MerchantFileTest.rows(file));
    }

    @Test
    void anOpenDocumentIsRecognisedAmongZips() {
        FileRejected rejected = rejected(
                ("PK\u0003\u0004" + "x".repeat(26)
                        + "mimetypeapplication/vnd.oasis.opendocument"));

        assertEquals("This is an OpenDocument spreadsheet, not a CSV file. Save it as CSV (UTF-8) and drop it again.",
                rejected.rejection().message());
    }
}
