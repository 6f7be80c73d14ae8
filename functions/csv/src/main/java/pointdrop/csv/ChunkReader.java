package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads what [ChunkWriter] wrote.
public final class ChunkReader implements Closeable {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;

    public ChunkReader(InputStream in) throws IOException {
        this.parser = Csv.parser(Csv.gunzip(in));
        this.records = parser.iterator();
        this.header = cells(records.next());
    }

    /// The header of the merchant's file.
    public List<String> header() {
        return header;
    }

    /// Reads all rows, in file order.
    public void forEachRow(MerchantFile.RowConsumer consumer) throws IOException {
        while (records.hasNext()) {
            CSVRecord row = records.next();
            consumer.accept(Integer.parseInt(row.get(0)), cells(row));
        }
    }

    private static List<String> cells(CSVRecord row) {
        return Csv.cells(row).subList(1, row.size());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
