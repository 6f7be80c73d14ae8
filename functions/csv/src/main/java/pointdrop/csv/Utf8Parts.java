package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import pointdrop.domain.Cell;
import pointdrop.domain.Rejection;

/// How much of a file is UTF-8, and where it is not. A file of another encoding has a few bytes that could be UTF-8 by chance.
final class Utf8Parts {
    private static final int SHOWN = 20;
    /// From here on stand the characters of Chinese and Japanese, of three bytes each.
    private static final char FIRST_EASTERN = 0x2E80;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(128 * 1024);
    private final CharBuffer text = CharBuffer.allocate(16 * 1024);
    private final StringBuilder before = new StringBuilder();
    private long line = 1;
    private long column = 1;
    private char last = '\n';
    private long foreign;
    private String firstForeign = "";
    private long beyondAscii;
    private long lineBeyondAscii;
    private long eastern;
    private boolean western;
    private boolean marked;

    /// Bytes that are not UTF-8.
    long foreign() {
        return foreign;
    }

    /// Bytes of characters beyond ASCII, each without its first.
    long beyondAscii() {
        return beyondAscii;
    }

    /// @param buffer the next bytes of the file, at most 64 KiB
    void look(byte[] buffer, int length) {
        bytes.put(buffer, 0, length).flip();
        while (true) {
            CoderResult result = decoder.decode(bytes, text, false);
            text.flip();
            while (text.hasRemaining()) {
                look(text.get());
            }
            text.clear();
            if (result.isUnderflow()) {
                bytes.compact();
                return;
            }
            if (result.isMalformed()) {
                lookAtForeign(result.length());
            }
        }
    }

    /// To be called at the end of the file, which may end inside a character.
    void end() {
        bytes.flip();
        if (bytes.hasRemaining()) {
            lookAtForeign(bytes.remaining());
        }
    }

    private void look(char c) {
        if (c > 0x7F) {
            lookBeyondAscii(c);
        }
        boolean lineEnd = c == '\r' || (c == '\n' && last != '\r');
        line += lineEnd ? 1 : 0;
        column = c == '\r' || c == '\n' ? 1 : column + 1;
        last = c;
        if (foreign == 0) {
            remember(c);
        }
    }

    private void lookBeyondAscii(char c) {
        if (c == BYTE_ORDER_MARK && line == 1) {
            marked = true;
            column--;
            return;
        }
        lineBeyondAscii = lineBeyondAscii == 0 ? line : lineBeyondAscii;
        beyondAscii += c < 0x800 || Character.isLowSurrogate(c) ? 1 : 2;
        eastern += c >= FIRST_EASTERN && !Character.isSurrogate(c) ? 1 : 0;
        western |= c < 0x180 || (c >= 0x2000 && c < 0x2C00) || Character.isSurrogate(c);
    }

    private void remember(char c) {
        if (column == 1 || before.length() > 2 * SHOWN) {
            before.delete(0, column == 1 ? before.length() : SHOWN);
        }
        if (column > 1) {
            before.append(c);
        }
    }

    private void lookAtForeign(int length) {
        if (foreign == 0) {
            firstForeign = String.format(Locale.ROOT, "line %d, column %d, after %s, is not: it has the byte %02X",
                    line, column,
                    Cell.quote(before.substring(Math.max(0, before.length() - SHOWN))),
                    bytes.get(bytes.position()));
        }
        foreign += length;
        column++;
        bytes.position(bytes.position() + length);
    }

    /// @param otherwise what the file is where it is not UTF-8
    void rejectMixed(Encoding otherwise) {
        if (marked || isMixed(otherwise)) {
            throw Rejection.because(Rejection.Code.ENCODING_MIXED,
                    "%s, but %s. Type the text there again, save the file as CSV (UTF-8) and drop it again.",
                    marked ? "The file is marked as UTF-8" : "Line " + lineBeyondAscii + " is UTF-8",
                    firstForeign);
        }
    }

    /// In Western text no two bytes make an accented letter or a typographic sign of UTF-8 by chance. In Chinese text many do, of two
    /// bytes; hardly any three make a Chinese character.
    private boolean isMixed(Encoding otherwise) {
        return switch (otherwise) {
            case WINDOWS_1250, WINDOWS_1252 -> western || 2 * beyondAscii > foreign;
            case GBK, SHIFT_JIS -> 3 * eastern > foreign;
            default -> 2 * beyondAscii > foreign;
        };
    }
}
