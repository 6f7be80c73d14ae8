package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import pointdrop.domain.RandomInput;

class RecordWriterTest {
    private record Written(Delimiter delimiter, List<List<String>> records) {}

    private static Written anyRecords(RandomInput random) {
        return new Written(random.oneOf(Delimiter.values()), random.listOf(20, () -> anyRecord(random)));
    }

    /// Long ones, so that several blocks are written.
    private static List<String> anyRecord(RandomInput random) {
        String first = random.text("ab,;\t\"'\r\n =+-@#!~\u00E9\u20AC\u6F22\uD83D\uDE00", 0, 5);
        List<String> others = random.listOf(5,
                () -> random.text("ab,;\t\"'\r\n =+-@#!~\u00E9\u20AC\u6F22\uD83D\uDE00", 0,
                        random.oneOf(3, 3_000)));
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    @Test
    void recordsAreWrittenAsByCommonsCsv() {
        RandomInput.check(2_000, RecordWriterTest::anyRecords,
                written -> assertEquals(byCommonsCsv(written), byUs(written)));
    }

    private static String byCommonsCsv(Written written) throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text,
                Csv.FORMAT.builder().setDelimiter(written.delimiter().character()).get())) {
            for (List<String> row : written.records()) {
                printer.printRecord(row);
            }
        }
        return new String(text.toString().getBytes(UTF_8), UTF_8);
    }

    private static String byUs(Written written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter writer = new RecordWriter(bytes, written.delimiter().character())) {
            for (List<String> row : written.records()) {
                writer.end(row);
            }
        }
        return bytes.toString(UTF_8);
    }
}
