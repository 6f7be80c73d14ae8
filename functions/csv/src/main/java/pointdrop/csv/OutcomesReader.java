package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads what [OutcomesWriter] wrote.
public final class OutcomesReader implements Closeable {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;

    public OutcomesReader(InputStream in) throws IOException {
        this.parser = Csv.parser(Csv.gunzip(in));
        this.records = parser.iterator();
        this.header = line().cells();
    }

    /// The header of the merchant's file.
    public List<String> header() {
        return header;
    }

    /// The next line in file order, or nothing at the end.
    public Optional<LedgerLine> next() {
        return records.hasNext() ? Optional.of(line()) : Optional.empty();
    }

    private LedgerLine line() {
        return LedgerLine.ofCells(List.copyOf(records.next().toList()));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
