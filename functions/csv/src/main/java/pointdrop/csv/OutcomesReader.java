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
    private final List<String> titles;

    public OutcomesReader(InputStream in) throws IOException {
        this.parser = Csv.parser(Csv.gunzip(in));
        this.records = parser.iterator();
        this.titles = Csv.cells(records.next());
    }

    /// Whether the lines are of the format that this reads: an earlier version may have written others.
    public boolean isKnownFormat() {
        return titles.size() >= LedgerColumn.COUNT
                && titles.subList(0, LedgerColumn.COUNT).equals(OutcomesWriter.ownHeader());
    }

    /// The header of the merchant's file.
    public List<String> header() {
        return titles.subList(LedgerColumn.COUNT, titles.size());
    }

    /// The next line in file order, or nothing at the end.
    public Optional<LedgerLine> next() {
        return records.hasNext()
                ? Optional.of(LedgerLine.ofCells(Csv.cells(records.next())))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
