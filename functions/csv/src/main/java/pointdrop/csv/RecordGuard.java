package pointdrop.csv;

import java.io.IOException;
import java.io.Reader;

import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;

/// Checks the text before the CSV parser, which has no limit on the length of a quoted cell. It tracks quotes, delimiters
/// and line ends as in RFC 4180 and rejects a broken file before it fills the memory. The text passes unchanged.
final class RecordGuard extends Reader {
    /// Far above any real customer record. It bounds how much text an unclosed quote takes into one cell.
    static final int MAX_RECORD_BYTES = 64 * 1024;
    /// The limit of Excel 97, and more than any known export of customers has.
    static final int MAX_COLUMNS = 256;

    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED,
        AFTER_QUOTED
    }

    private final Reader text;
    private final char delimiter;
    private State state = State.CELL_START;
    private boolean afterCarriageReturn;
    private long line = 1;
    private long quoteLine;
    private int recordBytes;
    private int columns = 1;

    RecordGuard(Reader text, Delimiter delimiter) {
        this.text = text;
        this.delimiter = delimiter.character();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = text.read(buffer, offset, length);
        int end = offset + count;
        int i = skipInsideCell(buffer, offset, end);
        while (i < end) {
            check(buffer[i]);
            i = skipInsideCell(buffer, i + 1, end);
        }
        if (count < 0 && state == State.QUOTED) {
            throw unclosedQuote();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /// Printable ASCII inside a cell makes the record longer, and changes nothing else.
    private int skipInsideCell(char[] buffer, int from, int end) {
        int i = from;
        if (state == State.PLAIN || state == State.QUOTED) {
            while (i < end && buffer[i] >= ' ' && buffer[i] < 0x7F && buffer[i] != '"' && buffer[i] != delimiter) {
                i++;
            }
            afterCarriageReturn &= i == from;
            recordBytes += i - from;
            checkLength();
        }
        return i;
    }

    private void check(char c) {
        if (c == '\0') {
            throw Rejection.because(Code.FILE_NOT_TEXT,
                    "Line %d holds a NUL character, so this is not a text file. Save it as CSV (UTF-8) and drop it again.",
                    line);
        }
        boolean lineEnd = c == '\r' || (c == '\n' && !afterCarriageReturn);
        line += lineEnd ? 1 : 0;
        afterCarriageReturn = c == '\r';
        recordBytes += utf8Length(c);
        state = next(c);
        checkLength();
    }

    private void checkLength() {
        if (recordBytes > MAX_RECORD_BYTES) {
            throw state == State.QUOTED
                    ? unclosedQuote()
                    : Rejection.because(Code.FILE_MALFORMED,
                            "The record in line %d is longer than 64 KiB. Shorten it, or check that its lines end.",
                            line);
        }
    }

    private State next(char c) {
        if (state == State.QUOTED) {
            return c == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
        }
        if (c == '"' && (state == State.CELL_START || state == State.QUOTE_IN_QUOTED)) {
            quoteLine = state == State.CELL_START ? line : quoteLine;
            return State.QUOTED;
        }
        if (c == delimiter) {
            return nextCell();
        }
        if (c == '\n' || c == '\r') {
            recordBytes = 0;
            columns = 1;
            return State.CELL_START;
        }
        if (state == State.CELL_START && Character.isWhitespace(c)) {
            return State.CELL_START;
        }
        return state == State.QUOTE_IN_QUOTED || state == State.AFTER_QUOTED ? afterQuote(c) : State.PLAIN;
    }

    private State nextCell() {
        if (++columns > MAX_COLUMNS) {
            throw Rejection.because(Code.FILE_MALFORMED,
                    "Line %d has more than %d columns. Remove the columns that are not needed and drop the file again.",
                    line, MAX_COLUMNS);
        }
        return State.CELL_START;
    }

    /// Spaces may stand around quotes; the parser skips them.
    private State afterQuote(char c) {
        if (!Character.isWhitespace(c)) {
            throw Rejection.because(Code.FILE_MALFORMED,
                    "In line %d, text follows a closing quote. Write a quote inside a quoted cell twice (\"\").", line);
        }
        return State.AFTER_QUOTED;
    }

    private RuntimeException unclosedQuote() {
        return Rejection.because(Code.FILE_MALFORMED,
                "The quote that opens in line %d is never closed. Close it, or remove it, and drop the file again.",
                quoteLine);
    }

    /// Bytes of one UTF-16 unit once written as UTF-8; the halves of a pair count two each.
    private static int utf8Length(char c) {
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
