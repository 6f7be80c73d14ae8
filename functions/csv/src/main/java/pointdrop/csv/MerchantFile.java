package pointdrop.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import pointdrop.domain.Action;
import pointdrop.domain.Cell;
import pointdrop.domain.CutRow;
import pointdrop.domain.Rejection;

/// A merchant's file, read as a stream: its dialect, its header, and its data rows one at a time.
public final class MerchantFile implements Closeable {
    private final Encoding encoding;
    private final Delimiter delimiter;
    private final Action action;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private int hiddenRows;

    private MerchantFile(Encoding encoding, Delimiter delimiter, Action action, BufferedReader text)
            throws IOException {
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.action = action;
        this.parser = CSVParser.builder()
                .setReader(new RecordGuard(text, delimiter))
                .setFormat(delimiter.format())
                .get();
        this.records = parser.iterator();
        this.header = readHeader();
    }

    /// Detects the dialect and reads the header.
    ///
    /// @param assumed the encoding of a file without a byte order mark: UTF-8, or that of an [EncodingGuess] after a [NotUtf8]
    /// @param action whose columns tell the delimiter
    /// @throws pointdrop.domain.FileRejected for a file that is not CSV, here or while its rows are read
    /// @throws NotUtf8 here or while its rows are read
    public static MerchantFile open(InputStream bytes, Encoding assumed, Action action) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, 64 * 1024);
        Encoding encoding = Encoding.detect(buffered, assumed);
        BufferedReader text = new BufferedReader(encoding.reader(buffered), 64 * 1024);
        return new MerchantFile(encoding, Delimiter.detect(text, action), action, text);
    }

    private List<String> readHeader() {
        while (records.hasNext()) {
            List<String> cells = Csv.cells(records.next());
            if (isDelimiterHint(cells)) {
                hiddenRows++;
            } else if (!blank(cells)) {
                return cells.stream().map(Cell::trim).toList();
            }
        }
        throw Rejection.because(Rejection.Code.FILE_EMPTY,
                "The file is empty. Write the column names in the first row and a row for each customer below.");
    }

    /// `sep=;` in the first line tells Excel the delimiter, which then shows the second line as row 1.
    private boolean isDelimiterHint(List<String> cells) {
        return parser.getRecordNumber() == 1 && cells.size() == 2 && cells.getFirst().equalsIgnoreCase("sep=")
                && cells.getLast().isEmpty();
    }

    public Encoding encoding() {
        return encoding;
    }

    public Delimiter delimiter() {
        return delimiter;
    }

    /// The trimmed cells of the first row that is not blank.
    public List<String> header() {
        return header;
    }

    /// Receives one data row.
    @FunctionalInterface
    public interface RowConsumer {
        /// @param number the row as a spreadsheet counts it: the first line is row 1, blank rows count
        /// @param cells as they stand in the file
        void accept(int number, List<String> cells) throws IOException;
    }

    /// Reads all rows that are not blank, to the end of the file. A row that a line break cut in two is one row.
    public void forEachRow(RowConsumer consumer) throws IOException {
        CutRow cutRow = new CutRow(action, header);
        CSVRecord next = next();
        while (next != null) {
            CSVRecord row = next;
            List<String> cells = Csv.cells(row);
            next = next();
            if (next != null && cells.size() < header.size()) {
                Optional<List<String>> whole = cutRow.join(cells, Csv.cells(next));
                cells = whole.orElse(cells);
                next = whole.isPresent() ? next() : next;
            }
            if (!blank(cells)) {
                consumer.accept(Math.toIntExact(row.getRecordNumber() - hiddenRows), cells);
            }
        }
    }

    private @Nullable CSVRecord next() {
        return records.hasNext() ? records.next() : null;
    }

    private static boolean blank(List<String> cells) {
        for (String cell : cells) {
            if (!Cell.trim(cell).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
