package pointdrop.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pointdrop.domain.Rejection;

/// Kinds of files that are dropped by mistake, recognised by their first bytes.
enum FileKind {
    EXCEL_WORKBOOK("an Excel workbook", "Save it as CSV (UTF-8) and drop it again.", "PK\u0003\u0004") {
        @Override
        boolean matches(String start) {
            return super.matches(start) && List.of("[Content_Types].xml", "xl/", "docProps/", "_rels/")
                    .stream()
                    .anyMatch(name -> start.startsWith(name, ZIP_NAME));
        }
    },
    OPEN_DOCUMENT("an OpenDocument spreadsheet", "Save it as CSV (UTF-8) and drop it again.", "PK\u0003\u0004") {
        @Override
        boolean matches(String start) {
            return super.matches(start) && start.startsWith("mimetypeapplication/vnd.oasis", ZIP_NAME);
        }
    },
    OLD_EXCEL_WORKBOOK("an Excel 97-2003 workbook", "Save it as CSV (UTF-8) and drop it again.",
            "\u00D0\u00CF\u0011\u00E0"),
    ZIP("a zip archive", "Unpack it and drop the CSV file inside.",
            "PK\u0003\u0004", "PK\u0005\u0006"),
    GZIP("a gzip file", "Unpack it and drop the CSV file inside.",
            "\u001F\u008B"),
    PDF("a PDF document", "Export the table as CSV (UTF-8) and drop that.",
            "%PDF-"),
    /// Some programs export it under a name that ends in `.xls` or `.csv`.
    MARKUP("a web page or an XML document", "Open it in a spreadsheet, save it as CSV (UTF-8) and drop that.", "<") {
        @Override
        boolean matches(String start) {
            return super.matches(start.replaceFirst("^(\u00EF\u00BB\u00BF)?\\s*", ""));
        }
    },
    RICH_TEXT("a rich text document", "Save it as CSV (UTF-8) and drop it again.", "{\\rtf");

    /// Where the name of the first entry stands in a zip, PKWARE APPNOTE section 4.3.7.
    private static final int ZIP_NAME = 30;
    /// Enough bytes to recognise every kind.
    static final int START = 128;

    private final String description;
    private final String advice;
    private final String[] magic;

    FileKind(String description, String advice, String... magic) {
        this.description = description;
        this.advice = advice;
        this.magic = magic;
    }

    boolean matches(String start) {
        return Arrays.stream(magic).anyMatch(start::startsWith);
    }

    /// @param start the first bytes of a file, up to [#START]
    /// @throws pointdrop.domain.FileRejected where they are those of a known kind
    static void rejectKnown(byte[] start) {
        String text = new String(start, ISO_8859_1);
        Optional<FileKind> kind = Arrays.stream(values()).filter(known -> known.matches(text)).findFirst();
        if (kind.isPresent()) {
            throw Rejection.because(Rejection.Code.FILE_NOT_TEXT, "This is %s, not a CSV file. %s",
                    kind.get().description, kind.get().advice);
        }
    }
}
