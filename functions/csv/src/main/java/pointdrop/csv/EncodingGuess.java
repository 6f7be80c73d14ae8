package pointdrop.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.IntPredicate;

import org.mozilla.universalchardet.Constants;
import org.mozilla.universalchardet.UniversalDetector;

/// Finds out what a file is that is not UTF-8, in one pass. Windows-1252 is what most of them are; another encoding is guessed only
/// on good evidence, because a wrong guess garbles every name.
public final class EncodingGuess {
    /// The encodings of other scripts that the library knows.
    private static final Map<String, Encoding> OTHER_SCRIPTS = Map.of(Constants.CHARSET_SHIFT_JIS, Encoding.SHIFT_JIS,
            Constants.CHARSET_GB18030, Encoding.GBK, Constants.CHARSET_WINDOWS_1251, Encoding.WINDOWS_1251);
    /// More text than the library needs to be sure.
    private static final int SAMPLE_BYTES = 1024 * 1024;
    /// A shorter text is shown to the library several times: it counts how often it sees what, and would be sure of no short file.
    private static final int SHORT_BYTES = 64 * 1024;
    private static final int REPEATS = 10;
    /// Words of other scripts have so many letters on average; two accented ones are one Chinese one, or two Cyrillic ones.
    private static final int LEAST_WORD = 2;
    private static final int LEAST_CYRILLIC_WORD = 3;
    /// At most one letter in so many of another script may stand beside an ASCII letter.
    private static final int MIXED_WORDS = 5;
    /// At least one high letter in so many must be a sign in Windows-1252, in a file that is not.
    private static final int SIGNS = 50;
    /// What Java reads where an encoding has no character.
    private static final char NO_CHARACTER = '\uFFFD';
    private static final boolean[] LETTER_IN_1250 = bytes("windows-1250", Character::isLetter);
    private static final boolean[] LETTER_IN_1252 = bytes("windows-1252", Character::isLetter);
    private static final boolean[] NOTHING_IN_1252 = bytes("windows-1252", character -> character == NO_CHARACTER);

    private final Utf8Parts utf8 = new Utf8Parts();
    private final ByteArrayOutputStream sample = new ByteArrayOutputStream();
    private boolean isBeyondAscii;
    private int beforeLast;
    private int last;
    private long bareReturns;
    private long lineFeeds;
    private long highLetters;
    private long signsInsideWords;
    private boolean isNotWindows1252;

    private EncodingGuess() {}

    /// @param bytes of a file that is not UTF-8, or not to its end
    /// @throws pointdrop.domain.FileRejected where a part of the file is UTF-8; it says where another part is not
    public static Encoding of(InputStream bytes) throws IOException {
        EncodingGuess guess = new EncodingGuess();
        byte[] buffer = new byte[64 * 1024];
        // Whole blocks: the guess must not depend on how the network cuts the file.
        for (int length = bytes.readNBytes(buffer, 0, buffer.length); length > 0; length = bytes.readNBytes(buffer, 0,
                buffer.length)) {
            guess.look(buffer, length);
        }
        return guess.result();
    }

    private void look(byte[] buffer, int length) {
        utf8.look(buffer, length);
        for (int i = 0; i < length; i++) {
            look(Byte.toUnsignedInt(buffer[i]));
        }
        if (sample.size() < SAMPLE_BYTES && isBeyondAscii) {
            sample.write(buffer, 0, length);
        }
    }

    private void look(int next) {
        isBeyondAscii |= next > 0x7F;
        lineFeeds += last == '\n' ? 1 : 0;
        bareReturns += last == '\r' && next != '\n' ? 1 : 0;
        if (last > 0x7F && LETTER_IN_1250[last]) {
            highLetters++;
            if (!LETTER_IN_1252[last] && LETTER_IN_1250[beforeLast] && LETTER_IN_1250[next]) {
                signsInsideWords++;
                isNotWindows1252 |= NOTHING_IN_1252[last];
            }
        }
        beforeLast = last;
        last = next;
    }

    private Encoding result() {
        look(0);
        utf8.end();
        Encoding encoding = choose();
        utf8.rejectMixed(encoding);
        return encoding;
    }

    private Encoding choose() {
        if (bareReturns > lineFeeds) {
            return Encoding.MAC_ROMAN;
        }
        Encoding sure = askLibrary();
        if (sure != Encoding.WINDOWS_1252
                && hasWholeWords(sample.toString(sure.charset()),
                        sure == Encoding.WINDOWS_1251 ? LEAST_CYRILLIC_WORD : LEAST_WORD)) {
            return sure;
        }
        boolean manySigns = signsInsideWords > 0 && signsInsideWords * SIGNS >= highLetters;
        return manySigns || isNotWindows1252 ? Encoding.WINDOWS_1250 : Encoding.WINDOWS_1252;
    }

    private Encoding askLibrary() {
        UniversalDetector library = new UniversalDetector();
        for (int i = 0; i < (sample.size() < SHORT_BYTES ? REPEATS : 1); i++) {
            library.handleData(sample.toByteArray());
        }
        library.dataEnd();
        return OTHER_SCRIPTS.getOrDefault(String.valueOf(library.getDetectedCharset()), Encoding.WINDOWS_1252);
    }

    /// The library takes many an `O’Neil` for Shift-JIS, but then a Japanese character stands between ASCII letters.
    ///
    /// @param leastLetters that a word has on average
    private static boolean hasWholeWords(String text, int leastLetters) {
        long letters = 0;
        long words = 0;
        long mixed = 0;
        for (int i = 1; i < text.length() - 1; i++) {
            if (isOtherLetter(text.charAt(i))) {
                letters++;
                words += isOtherLetter(text.charAt(i - 1)) ? 0 : 1;
                mixed += isAsciiLetter(text.charAt(i - 1)) || isAsciiLetter(text.charAt(i + 1)) ? 1 : 0;
            }
        }
        return letters > 0 && letters >= words * leastLetters && mixed * MIXED_WORDS <= letters;
    }

    private static boolean isOtherLetter(char c) {
        return c > 0x7F && Character.isLetter(c);
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /// Which bytes stand for such a character. What is a letter in Windows-1250 but a sign in Windows-1252, inside a word, tells them apart:
    /// `Ma³gorzata`; and so does what is nothing in Windows-1252, such as `ť`.
    private static boolean[] bytes(String charset, IntPredicate such) {
        boolean[] bytes = new boolean[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = such.test(new String(new byte[]{(byte) i}, Charset.forName(charset)).charAt(0));
        }
        return bytes;
    }
}
