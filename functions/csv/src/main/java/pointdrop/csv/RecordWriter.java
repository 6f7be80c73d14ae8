package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes records as RFC 4180 has them, in UTF-8, with quotes where the printer of Commons CSV sets them. That one takes a lock for each cell, and
/// three times as long as everything else about a row that is written.
final class RecordWriter implements Closeable, Flushable {
    /// Compressors and the network take blocks better than lines. No compressor looks back further than this (RFC 1951, section 2).
    private static final int BLOCK = 32 * 1024;

    private final CsvWriter writer;
    private @Nullable CsvWriterRecord record;

    RecordWriter(OutputStream out, char delimiter) {
        this.writer = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .quoteStrategy(new QuotesOfCommonsCsv())
                .bufferSize(BLOCK)
                .build(out, UTF_8);
    }

    /// Beside those that RFC 4180 asks for.
    private static final class QuotesOfCommonsCsv implements QuoteStrategy {
        /// It may be the only one of its line, which would be blank.
        @Override
        public boolean quoteEmpty(int line, int cell) {
            return cell == 0;
        }

        /// Readers skip spaces around cells.
        @Override
        public boolean quoteValue(int line, int cell, String value) {
            return value.charAt(0) <= '#' || value.charAt(value.length() - 1) <= ' ';
        }
    }

    /// Continues a record, or begins one.
    RecordWriter cell(String cell) {
        open().writeField(cell);
        return this;
    }

    RecordWriter cells(List<String> cells) {
        cells.forEach(this::cell);
        return this;
    }

    /// Ends a record.
    void end() {
        open().endRecord();
        record = null;
    }

    /// Ends a record with these cells.
    void end(List<String> cells) {
        cells(cells).end();
    }

    private CsvWriterRecord open() {
        if (record == null) {
            record = writer.writeRecord();
        }
        return record;
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
