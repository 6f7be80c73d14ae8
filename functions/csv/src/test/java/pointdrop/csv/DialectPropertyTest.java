package pointdrop.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pointdrop.domain.Cell;
import pointdrop.domain.FileRejected;

/// Whatever a merchant's program writes is read back; whatever anybody writes is read or rejected, never worse.
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

    @Provide
    Arbitrary<Dialect> dialects() {
        return Combinators.combine(Arbitraries.of(',', ';', '\t'), Arbitraries.of("\n", "\r\n", "\r"),
                Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                        WINDOWS_1252),
                Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((delimiter, end, charset, mark, quoteAll) -> new Dialect(delimiter, end, charset,
                        charset.equals(WINDOWS_1252) ? false : mark || !charset.equals(StandardCharsets.UTF_8),
                        quoteAll));
    }

    @Provide
    Arbitrary<List<List<String>>> records() {
        Arbitrary<String> cells = Arbitraries.strings()
                .withChars("abZ09 ,;\t\"'\n\r=+-@äß€é漢")
                .ofMaxLength(8)
                .map(cell -> cell.replace("\r", ""));
        Arbitrary<String> first = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
        return Combinators.combine(first, cells, cells).as(List::of).list().ofMaxSize(12);
    }

    @Property(tries = 1000)
    void recordsInAnyDialectAreReadBack(@ForAll("dialects") Dialect dialect,
            @ForAll("records") List<List<String>> records) throws IOException {
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

    /// With a question mark for what the encoding does not have.
    private static List<String> inWindows1252(List<String> cells) {
        return cells.stream().map(cell -> new String(cell.getBytes(WINDOWS_1252), WINDOWS_1252)).toList();
    }

    @Property(tries = 2000)
    void anyBytesAreReadOrRejected(@ForAll byte[] bytes) throws IOException {
        try {
            countRows(bytes, Encoding.UTF_8);
        } catch (NotUtf8 otherwiseEncoded) {
            countRowsOrReject(bytes);
        } catch (FileRejected rejected) {
            assertSaysWhatToDo(rejected);
        }
    }

    @Property(tries = 2000)
    void anyTextIsReadOrRejected(@ForAll("texts") String text) throws IOException {
        try {
            countRows(text.getBytes(StandardCharsets.UTF_8), Encoding.UTF_8);
        } catch (FileRejected rejected) {
            assertSaysWhatToDo(rejected);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab,;\t\"\r\n =\u00A0é").ofMaxLength(60);
    }

    private static void countRowsOrReject(byte[] bytes) throws IOException {
        try {
            countRows(bytes, Encoding.WINDOWS_1252);
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
        return MerchantFile.open(new ByteArrayInputStream(bytes), assumed);
    }

    @Property
    void chunksKeepRowsAsTheyAre(@ForAll("records") List<List<String>> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ChunkWriter writer = new ChunkWriter(bytes, HEADER)) {
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

    @Property
    void escapedCellsAreReadBackAndNeverRun(@ForAll("texts") String text) {
        String written = Cell.escape(text);
        assertEquals(text, Cell.unescape(written));
        assertTrue(written.isEmpty() || "=+-@\t\r".indexOf(written.charAt(0)) < 0, written);
    }
}
