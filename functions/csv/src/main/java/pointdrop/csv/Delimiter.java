package pointdrop.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import pointdrop.domain.Action;
import pointdrop.domain.Columns;

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

    /// The delimiter with such a label, or that is this character.
    public static Optional<Delimiter> named(String text) {
        return Arrays.stream(values())
                .filter(known -> text.equals(known.label()) || text.equals(String.valueOf(known.character)))
                .findFirst();
    }

    char character() {
        return character;
    }

    CSVFormat format() {
        return Csv.FORMAT.builder().setDelimiter(character).setIgnoreSurroundingSpaces(true).get();
    }

    /// The delimiter under which most columns of the action are found in the header, the first line with text; where that does not
    /// decide, the one that occurs most often outside quotes there; a comma where none occurs. The reader stays where it was.
    static Delimiter detect(BufferedReader text, Action action) throws IOException {
        text.mark(RecordGuard.MAX_RECORD_BYTES + 1);
        String header = readHeader(text);
        text.reset();
        return Arrays.stream(values())
                .max(Comparator.comparingInt((Delimiter delimiter) -> Columns.found(action, delimiter.split(header)))
                        .thenComparingLong(delimiter -> delimiter.countIn(header)))
                .orElseThrow();
    }

    private static String readHeader(BufferedReader text) throws IOException {
        StringBuilder header = new StringBuilder();
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i < RecordGuard.MAX_RECORD_BYTES; i++) {
            int c = text.read();
            if (c < 0 || (isLineEnd(c) && !quoted && !blank)) {
                break;
            }
            blank &= Character.isWhitespace(c) || c == COMMA.character || c == SEMICOLON.character;
            quoted ^= c == '"';
            header.append((char) c);
        }
        return header.toString();
    }

    private long countIn(String header) {
        long count = 0;
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            quoted ^= header.charAt(i) == '"';
            count += !quoted && header.charAt(i) == character ? 1 : 0;
        }
        return count;
    }

    /// No cells where the quotes of the header are broken under this delimiter.
    private List<String> split(String header) {
        try (CSVParser cells = CSVParser.parse(header.strip(), format())) {
            return cells.stream().flatMap(CSVRecord::stream).toList();
        } catch (IOException | UncheckedIOException broken) {
            return List.of();
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }
}
