package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes records as RFC 4180 has them, in UTF-8, just as the printer of Commons CSV does. That one takes a lock for each cell, and three times as
/// long as everything else about a row that is written.
final class RecordWriter implements Closeable, Flushable {
    /// Compressors and the network take blocks better than lines. No compressor looks back further than this (RFC 1951, section 2).
    private static final int BLOCK = 32 * 1024;
    private static final String LINE_END = "\r\n";

    private final OutputStream out;
    private final char delimiter;
    private final StringBuilder block = new StringBuilder();
    private boolean inRecord;

    RecordWriter(OutputStream out, char delimiter) {
        this.out = out;
        this.delimiter = delimiter;
    }

    /// Continues a record, or begins one.
    RecordWriter cell(String cell) {
        if (inRecord) {
            block.append(delimiter);
        }
        if (needsQuotes(cell)) {
            block.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            block.append(cell);
        }
        inRecord = true;
        return this;
    }

    RecordWriter cells(List<String> cells) {
        for (String cell : cells) {
            cell(cell);
        }
        return this;
    }

    /// Ends a record.
    void end() throws IOException {
        block.append(LINE_END);
        inRecord = false;
        if (block.length() >= BLOCK) {
            writeBlock();
        }
    }

    /// Ends a record with these cells.
    void end(List<String> cells) throws IOException {
        cells(cells).end();
    }

    /// An empty cell at the beginning may be the only one of its line, which would be blank; readers skip spaces around cells.
    private boolean needsQuotes(String cell) {
        return cell.isEmpty()
                ? !inRecord
                : cell.charAt(0) <= '#' || cell.charAt(cell.length() - 1) <= ' ' || hasSpecial(cell);
    }

    private boolean hasSpecial(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    private void writeBlock() throws IOException {
        out.write(block.toString().getBytes(UTF_8));
        block.setLength(0);
    }

    @Override
    public void flush() throws IOException {
        writeBlock();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        writeBlock();
        out.close();
    }
}
