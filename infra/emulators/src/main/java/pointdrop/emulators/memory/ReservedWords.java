package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Names that an expression can only have behind a placeholder: "Reserved words in DynamoDB" in its developer guide.
final class ReservedWords {
    private static final Set<String> WORDS = read();

    private ReservedWords() {}

    private static Set<String> read() {
        try (InputStream words = ReservedWords.class.getResourceAsStream("reserved-words.txt")) {
            return Set.of(new String(Objects.requireNonNull(words).readAllBytes(), UTF_8).strip().split("\\s+"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static boolean contain(String name) {
        return WORDS.contains(name.toLowerCase(Locale.ROOT));
    }
}
