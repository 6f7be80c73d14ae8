package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The one CSV dialect of Pointdrop's own files: RFC 4180 in UTF-8. Files for merchants may have another delimiter.
final class Csv {
    /// Blank lines are records of one empty cell, so that rows are numbered as a spreadsheet shows them.
    static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    /// Tells Excel that a file is UTF-8.
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Csv() {}

    /// For a file that people open in a spreadsheet.
    static RecordWriter forSpreadsheets(OutputStream out, Delimiter delimiter) throws IOException {
        out.write(BYTE_ORDER_MARK);
        return new RecordWriter(out, delimiter.character());
    }

    static RecordWriter writer(OutputStream out) {
        return new RecordWriter(out, Delimiter.COMMA.character());
    }

    static List<String> cells(CSVRecord row) {
        return List.of(row.values());
    }

    static CSVParser parser(InputStream in) throws IOException {
        return CSVParser.builder()
                .setReader(new BufferedReader(new InputStreamReader(in, UTF_8)))
                .setFormat(FORMAT)
                .get();
    }

    /// Fast rather than small: a chunk is usually read within seconds.
    static OutputStream gzip(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 8192) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    static InputStream gunzip(InputStream in) throws IOException {
        return new GZIPInputStream(in, 8192);
    }
}
