package pointdrop.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import pointdrop.domain.Rejection;

/// The encoding of a file. A byte order mark decides; a file without one is read as UTF-8, and again as Windows-1252 where
/// it turns out not to be UTF-8 ([NotUtf8]).
public enum Encoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    UTF_16_LE("UTF-16LE", StandardCharsets.UTF_16LE),
    UTF_16_BE("UTF-16BE",
            StandardCharsets.UTF_16BE),
    WINDOWS_1252("windows-1252", Charset.forName("windows-1252"));

    private final String label;
    private final Charset charset;

    Encoding(String label, Charset charset) {
        this.label = label;
        this.charset = charset;
    }

    /// The IANA name.
    public String label() {
        return label;
    }

    /// The encoding that the byte order mark names, which is skipped; else the assumed one.
    static Encoding detect(BufferedInputStream bytes, Encoding assumed) throws IOException {
        bytes.mark(FileKind.START);
        byte[] start = bytes.readNBytes(FileKind.START);
        bytes.reset();
        FileKind.rejectKnown(start);
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            rejectUnlessUtf8(assumed);
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

    /// Programs that add a mark to a file that has one make two of it.
    private static int lengthOfMarks(byte[] start) {
        int length = 0;
        while (startsWith(Arrays.copyOfRange(start, length, start.length), 0xEF, 0xBB, 0xBF)) {
            length += 3;
        }
        return length;
    }

    /// Another encoding is assumed only where the file has turned out not to be UTF-8.
    private static void rejectUnlessUtf8(Encoding assumed) {
        if (assumed != UTF_8) {
            throw Rejection.because(Rejection.Code.FILE_NOT_TEXT,
                    "The file is marked as UTF-8 but holds text in another encoding. Save it as CSV (UTF-8) and drop it again.");
        }
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
        var decoder = charset.newDecoder()
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
                            "This is not text in UTF-8, UTF-16 or Windows-1252. Save it as CSV (UTF-8) and drop it again.");
                }
            }

            @Override
            public void close() throws IOException {
                text.close();
            }
        };
    }
}
