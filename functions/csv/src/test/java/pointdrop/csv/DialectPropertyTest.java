package pointdrop.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Action;
import pointdrop.domain.Cell;
import pointdrop.domain.Columns;
import pointdrop.domain.FileRejected;
import pointdrop.domain.RandomInput;

/// Records in any dialect are read back; any other bytes are read or rejected, without another exception.
class DialectPropertyTest {
    private static final List<String> HEADER = List.of("Email", "Name", "Points");

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    record Dialect(char delimiter, String lineEnd, Charset charset, boolean byteOrderMark, boolean quoteAll) {
        byte[] write(List<List<String>> records) {
            String text = records.stream()
                    .map(record -> record.stream().map(this::cell).collect(Collectors.joining("" + delimiter)))
                    .collect(Collectors.joining(lineEnd));
            return ((byteOrderMark ? "\uFEFF" : "") + text).getBytes(charset);
        }

        private String cell(String cell) {
            boolean quotes = quoteAll || cell.chars().anyMatch(c -> ",;\t\r\n\" ".indexOf(c) >= 0);
            return quotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }
    }

    private record Export(Dialect dialect, List<List<String>> records) {}

    private static Dialect anyDialect(RandomInput random) {
        Charset charset = random.oneOf(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                WINDOWS_1252);
        boolean mark = charset.equals(StandardCharsets.UTF_8)
                ? random.yesOrNo()
                : !charset.equals(WINDOWS_1252);
        return new Dialect(random.oneOf(',', ';', '\t'), random.oneOf("\n", "\r\n", "\r"), charset, mark,
                random.yesOrNo());
    }

    private static List<List<String>> anyRecords(RandomInput random) {
        return random.listOf(12, () -> List.of(random.text("abcxyzABCXYZ", 1, 5), anyCell(random), anyCell(random)));
    }

    private static String anyCell(RandomInput random) {
        return random.text("abZ09 ,;\t\"'\n=+-@äß€é漢", 0, 8);
    }

    private static String anyText(RandomInput random) {
        return random.text("ab,;\t\"\r\n =\u00A0é", 0, 60);
    }

    @Test
    void recordsInAnyDialectAreReadBack() {
        RandomInput.check(2_000, random -> new Export(anyDialect(random), anyRecords(random)),
                export -> assertReadBack(export.dialect(), export.records()));
    }

    private static void assertReadBack(Dialect dialect, List<List<String>> records) throws IOException {
        List<List<String>> all = new ArrayList<>(List.of(HEADER));
        all.addAll(records);

        List<List<String>> read = new ArrayList<>();
        boolean windows = dialect.charset().equals(WINDOWS_1252);
        try (MerchantFile file = open(dialect.write(all), windows ? Encoding.WINDOWS_1252 : Encoding.UTF_8)) {
            assertEquals(HEADER, file.header());
            file.forEachRow((number, cells) -> {
                assertEquals(read.size() + 2, number);
                read.add(cells);
            });
        }
        assertEquals(windows ? records.stream().map(DialectPropertyTest::inWindows1252).toList() : records, read);
    }

    /// With a question mark for characters that the encoding does not have.
    private static List<String> inWindows1252(List<String> cells) {
        return cells.stream().map(cell -> new String(cell.getBytes(WINDOWS_1252), WINDOWS_1252)).toList();
    }

    @Test
    void anyBytesAreReadOrRejected() {
        RandomInput.check(2_000, random -> random.bytes(255), DialectPropertyTest::assertReadOrRejected);
    }

    @Test
    void anyTextIsReadOrRejected() {
        RandomInput.check(2_000, DialectPropertyTest::anyText,
                text -> assertReadOrRejected(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertReadOrRejected(byte[] bytes) throws IOException {
        try {
            try {
                countRows(bytes, Encoding.UTF_8);
            } catch (NotUtf8 otherwiseEncoded) {
                countRows(bytes, EncodingGuess.of(new ByteArrayInputStream(bytes)));
            }
        } catch (FileRejected rejected) {
            assertSaysWhatToDo(rejected);
        }
    }

    private static void assertSaysWhatToDo(FileRejected rejected) {
        assertTrue(rejected.rejection().message().endsWith("."), rejected.rejection().message());
    }

    private static void countRows(byte[] bytes, Encoding assumed) throws IOException {
        try (MerchantFile file = open(bytes, assumed)) {
            int[] last = {1};
            file.forEachRow((number, cells) -> {
                assertTrue(number > last[0] && !cells.isEmpty());
                last[0] = number;
            });
        }
    }

    private static MerchantFile open(byte[] bytes, Encoding assumed) throws IOException {
        return MerchantFile.open(new ByteArrayInputStream(bytes), assumed, Action.ENROLL);
    }

    @Test
    void chunksKeepRowsAsTheyAre() {
        RandomInput.check(1_000, DialectPropertyTest::anyRecords, DialectPropertyTest::assertKeptInAChunk);
    }

    private static void assertKeptInAChunk(List<List<String>> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SharedGzip gzip = new SharedGzip(); ChunkWriter writer = new ChunkWriter(bytes, gzip, HEADER)) {
            for (int i = 0; i < records.size(); i++) {
                writer.write(3 * i, records.get(i));
            }
        }
        List<List<String>> read = new ArrayList<>();
        try (ChunkReader reader = new ChunkReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(HEADER, reader.header());
            reader.forEachRow((number, cells) -> {
                assertEquals(3 * read.size(), number);
                read.add(cells);
            });
        }
        assertEquals(records, read);
    }

    /// Whatever a spreadsheet splits the text at, no part is a formula.
    @Test
    void escapedTextIsNoFormulaAndIsReadBack() {
        RandomInput.check(20_000, random -> random.text("a,;\t\"\r\n =+-@'\u00A0", 0, 12), text -> {
            String written = Cell.escape(text);
            assertEquals(text, Cell.unescape(written));
            assertHarmless(written);
            String number = Cell.escapeNumber(text);
            assertEquals(number, Cell.escapeNumber(number));
            assertHarmless(number.startsWith("'") ? number : "");
        });
    }

    private static void assertHarmless(String written) {
        for (String part : written.split("[,;\t\r\n]", -1)) {
            assertFalse(part.matches("[\\s\\p{Z}\"]*[=+\\-@].*"), written);
        }
    }

    /// The report of a file in which every row failed, dropped in again, has the same cells.
    @Test
    void cellsOfTheErrorReportAreReadBackInEachDelimiter() {
        RandomInput.check(2_000, random -> new Report(random.oneOf(Delimiter.values()), anyRecords(random)),
                report -> assertReadBack(report.delimiter(), report.records()));
    }

    private record Report(Delimiter delimiter, List<List<String>> records) {}

    private static void assertReadBack(Delimiter delimiter, List<List<String>> records) throws IOException {
        Columns columns = Columns.of(Action.ENROLL, HEADER);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ErrorReport report = new ErrorReport(bytes, columns, delimiter)) {
            for (List<String> cells : records) {
                report.write(new FailedRow(2, "E: \"a;=1\" is wrong.", cells));
            }
        }
        List<List<String>> read = new ArrayList<>();
        try (MerchantFile file = open(bytes.toByteArray(), Encoding.UTF_8)) {
            assertEquals(delimiter, file.delimiter());
            file.forEachRow((_, cells) -> read.add(texts(cells)));
        }
        assertEquals(records.stream().map(DialectPropertyTest::texts).toList(), read);
    }

    /// What an import reads in the cells; the last one is a number.
    private static List<String> texts(List<String> cells) {
        return List.of(Cell.read(cells.get(0), false), Cell.read(cells.get(1), false), Cell.read(cells.get(2), true));
    }
}
