package pointdrop.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/// The character between the cells of a file.
public enum Delimiter {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char character;

    Delimiter(char character) {
        this.character = character;
    }

    /// The English name.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    char character() {
        return character;
    }

    /// The delimiter that occurs most often outside quotes in the header, the first line with text; a comma where none
    /// occurs. The reader stays where it was.
    static Delimiter detect(BufferedReader text) throws IOException {
        text.mark(RecordGuard.MAX_RECORD_BYTES + 1);
        String header = unquotedHeader(text);
        text.reset();
        return Arrays.stream(values())
                .max(Comparator.comparingLong(delimiter -> delimiter.countIn(header)))
                .filter(best -> best.countIn(header) > 0)
                .orElse(COMMA);
    }

    private static String unquotedHeader(BufferedReader text) throws IOException {
        StringBuilder header = new StringBuilder();
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i < RecordGuard.MAX_RECORD_BYTES; i++) {
            int c = text.read();
            if (c < 0 || (isLineEnd(c) && !quoted && !blank)) {
                break;
            }
            blank &= Character.isWhitespace(c);
            quoted ^= c == '"';
            if (!quoted) {
                header.append((char) c);
            }
        }
        return header.toString();
    }

    private long countIn(String header) {
        return header.chars().filter(c -> c == character).count();
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }
}
