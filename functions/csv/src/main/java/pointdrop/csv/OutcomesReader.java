package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads the failed rows out of what [OutcomesWriter] wrote.
public final class OutcomesReader implements Closeable {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;

    public OutcomesReader(InputStream in) throws IOException {
        this.parser = Csv.parser(Csv.gunzip(in));
        this.records = parser.iterator();
        this.header = cells(records.next());
    }

    /// The header of the merchant's file.
    public List<String> header() {
        return header;
    }

    /// The next failed row in file order, or nothing at the end.
    public Optional<FailedRow> nextFailed() {
        while (records.hasNext()) {
            CSVRecord row = records.next();
            if (row.get(1).equals("failed")) {
                return Optional.of(new FailedRow(Integer.parseInt(row.get(0)), row.get(OutcomesWriter.OWN_COLUMNS - 1),
                        cells(row)));
            }
        }
        return Optional.empty();
    }

    private static List<String> cells(CSVRecord row) {
        return List.copyOf(row.toList().subList(OutcomesWriter.OWN_COLUMNS, row.size()));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
