package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads error reports and exports.
final class Reports {
    private Reports() {}

    /// The row numbers, in the order of the report.
    static List<Integer> rows(byte[] report) {
        return lines(report).stream().map(line -> Integer.valueOf(line.get("Row"))).toList();
    }

    /// The lines below the header.
    static List<CSVRecord> lines(byte[] report) {
        String text = new String(report, UTF_8).replace("\uFEFF", "");
        try (CSVParser lines = CSVFormat.RFC4180.builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new java.io.StringReader(text))) {
            return lines.getRecords();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
