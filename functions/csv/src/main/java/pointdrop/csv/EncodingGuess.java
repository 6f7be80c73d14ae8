package pointdrop.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

import org.mozilla.universalchardet.Constants;
import org.mozilla.universalchardet.UniversalDetector;

/// Finds out what a file is that is not UTF-8, in one pass. Windows-1252 is what most of them are; another encoding is guessed only
/// on good evidence, because a wrong guess garbles every name.
public final class EncodingGuess {
    /// More text than the library needs to be sure.
    private static final int LIBRARY_BYTES = 1024 * 1024;
    /// One high letter in so many may stand beside an ASCII letter in Cyrillic text.
    private static final int MIXED_WORDS = 20;
    private static final boolean[] LETTER_IN_1250 = letters("windows-1250");
    private static final boolean[] LETTER_IN_1252 = letters("windows-1252");

    private final Utf8Parts utf8 = new Utf8Parts();
    private final UniversalDetector library = new UniversalDetector();
    private long fedToLibrary;
    private int beforeLast;
    private int last;
    private long bareReturns;
    private long lineFeeds;
    private long highLetters;
    private long besideAsciiLetters;
    private boolean signInsideWord;

    private EncodingGuess() {}

    /// @param bytes of a file that is not UTF-8, or not to its end
    /// @throws pointdrop.domain.FileRejected where a part of the file is UTF-8; it says where another part is not
    public static Encoding of(InputStream bytes) throws IOException {
        EncodingGuess guess = new EncodingGuess();
        byte[] buffer = new byte[64 * 1024];
        for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
            guess.look(buffer, length);
        }
        return guess.result();
    }

    private void look(byte[] buffer, int length) {
        utf8.look(buffer, length);
        if (fedToLibrary < LIBRARY_BYTES && utf8.foreign() + utf8.beyondAscii() > 0) {
            library.handleData(buffer, 0, length);
            fedToLibrary += length;
        }
        for (int i = 0; i < length; i++) {
            look(Byte.toUnsignedInt(buffer[i]));
        }
    }

    private void look(int next) {
        lineFeeds += last == '\n' ? 1 : 0;
        bareReturns += last == '\r' && next != '\n' ? 1 : 0;
        if (last > 0x7F && LETTER_IN_1250[last]) {
            highLetters++;
            besideAsciiLetters += isAsciiLetter(beforeLast) || isAsciiLetter(next) ? 1 : 0;
            signInsideWord |= !LETTER_IN_1252[last] && LETTER_IN_1250[beforeLast] && LETTER_IN_1250[next];
        }
        beforeLast = last;
        last = next;
    }

    private Encoding result() {
        look(0);
        utf8.end();
        library.dataEnd();
        Encoding encoding = choose();
        utf8.rejectMixed(encoding);
        return encoding;
    }

    private Encoding choose() {
        if (bareReturns > lineFeeds) {
            return Encoding.MAC_ROMAN;
        }
        String sure = library.getDetectedCharset();
        if (Constants.CHARSET_SHIFT_JIS.equals(sure)) {
            return Encoding.SHIFT_JIS;
        }
        if (Constants.CHARSET_GB18030.equals(sure)) {
            return Encoding.GBK;
        }
        if (Constants.CHARSET_WINDOWS_1251.equals(sure) && besideAsciiLetters * MIXED_WORDS <= highLetters) {
            return Encoding.WINDOWS_1251;
        }
        return signInsideWord ? Encoding.WINDOWS_1250 : Encoding.WINDOWS_1252;
    }

    private static boolean isAsciiLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /// By byte. What is a letter in Windows-1250 but a sign in Windows-1252, inside a word, tells them apart: `Ma³gorzata`.
    private static boolean[] letters(String charset) {
        boolean[] letters = new boolean[256];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = Character.isLetter(new String(new byte[]{(byte) i}, Charset.forName(charset)).charAt(0));
        }
        return letters;
    }
}
