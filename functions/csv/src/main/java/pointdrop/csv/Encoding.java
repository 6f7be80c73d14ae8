package pointdrop.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

import pointdrop.domain.Rejection;

/// The encoding of a file. A byte order mark decides; a file without one is read as UTF-8, and again as [EncodingGuess] says where
/// it turns out not to be UTF-8 ([NotUtf8]).
public enum Encoding {
    UTF_8("UTF-8", "UTF-8"),
    UTF_16_LE("UTF-16LE", "UTF-16LE"),
    UTF_16_BE("UTF-16BE", "UTF-16BE"),
    WINDOWS_1250("windows-1250", "windows-1250"),
    WINDOWS_1251("windows-1251", "windows-1251"),
    WINDOWS_1252("windows-1252", "windows-1252"),
    MAC_ROMAN("macintosh", "x-MacRoman"),
    /// With the characters that Windows adds to it.
    SHIFT_JIS("Shift_JIS", "windows-31j"),
    /// Read as GB18030, which contains it.
    GBK("GBK", "GB18030");

    private final String label;
    private final String charset;

    Encoding(String label, String charset) {
        this.label = label;
        this.charset = charset;
    }

    /// The IANA name.
    public String label() {
        return label;
    }

    /// A few of them are not in the base module of a Java runtime, so that each is looked up where it is used.
    Charset charset() {
        return Charset.forName(charset);
    }

    /// The encoding that the byte order mark names, which is skipped; else the assumed one.
    static Encoding detect(BufferedInputStream bytes, Encoding assumed) throws IOException {
        bytes.mark(FileKind.START);
        byte[] start = bytes.readNBytes(FileKind.START);
        bytes.reset();
        FileKind.rejectKnown(start);
        if (isMarkedAsUtf8(start)) {
            bytes.skipNBytes(lengthOfMarks(start));
            return UTF_8;
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            bytes.skipNBytes(2);
            return UTF_16_LE;
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            bytes.skipNBytes(2);
            return UTF_16_BE;
        }
        return assumed;
    }

    private static boolean isMarkedAsUtf8(byte[] start) {
        return startsWith(start, 0xEF, 0xBB, 0xBF);
    }

    /// Programs that add a mark to a file that has one make two of it.
    private static int lengthOfMarks(byte[] start) {
        int length = 0;
        while (isMarkedAsUtf8(Arrays.copyOfRange(start, length, start.length))) {
            length += 3;
        }
        return length;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /// @return a reader that throws [NotUtf8], or rejects the file, at the first byte that is not text
    Reader reader(InputStream bytes) {
        var decoder = charset().newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        InputStreamReader text = new InputStreamReader(bytes, decoder);
        return new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                try {
                    return text.read(buffer, offset, length);
                } catch (CharacterCodingException broken) {
                    if (Encoding.this == UTF_8) {
                        throw new NotUtf8(broken);
                    }
                    throw Rejection.because(Rejection.Code.FILE_NOT_TEXT,
                            "This looks like text in %s, but has characters that do not exist there. "
                                    + "Save it as CSV (UTF-8) and drop it again.",
                            label);
                }
            }

            @Override
            public void close() throws IOException {
                text.close();
            }
        };
    }
}
