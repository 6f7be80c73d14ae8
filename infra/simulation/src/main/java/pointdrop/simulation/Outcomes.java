package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// The ledger of one import: the lines of its `outcomes/`, by row number.
record Outcomes(Map<Integer, Entry> byRow) {

    /// @param before the points then, as `after`; 0 where the row failed
    record Entry(String outcome, long before, long after, String error) {
        boolean notProcessed() {
            return error.contains("NOT_PROCESSED");
        }

        boolean notKnown() {
            return error.contains("NOT_KNOWN");
        }

        boolean givenUp() {
            return notProcessed() || notKnown();
        }

        Line.Kind kind() {
            return switch (outcome) {
                case "changed" -> Line.Kind.CHANGED;
                case "unchanged" -> Line.Kind.UNCHANGED;
                default -> Line.Kind.FAILED;
            };
        }
    }

    /// @param objects the objects of the import's chunks
    static Outcomes of(List<byte[]> objects) {
        Map<Integer, Entry> rows = new TreeMap<>();
        for (byte[] object : objects) {
            for (CSVRecord line : records(object)) {
                int row = Integer.parseInt(line.get("Row"));
                boolean failed = line.get("Outcome").equals("failed");
                Entry entry = new Entry(line.get("Outcome"), failed ? 0 : Long.parseLong(line.get("Before")),
                        failed ? 0 : Long.parseLong(line.get("After")), line.get("Error"));
                Violation.require(rows.put(row, entry) == null, "Row %d has two outcomes", row);
            }
        }
        return new Outcomes(rows);
    }

    private static List<CSVRecord> records(byte[] gzipped) {
        try (var text = new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(gzipped)), UTF_8)) {
            return CSVFormat.RFC4180.builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setDuplicateHeaderMode(org.apache.commons.csv.DuplicateHeaderMode.ALLOW_ALL)
                    .get()
                    .parse(text)
                    .getRecords();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
