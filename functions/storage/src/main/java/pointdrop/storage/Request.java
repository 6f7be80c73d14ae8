package pointdrop.storage;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pointdrop.domain.ImportId;
import pointdrop.domain.Shop;

/// An object put at `requests/{shop}/{verb}/{importId}`, which asks for something to be done with an import. What it contains does
/// not matter.
///
/// @param shop as in the key; [HistoryEntry#NO_SHOP] where that names none
/// @param verb as in the key, known or not
/// @param importId as in the key; [#NO_IMPORT] where it names none
/// @param id the same for every delivery of the event, like that of an import
/// @param at when it was put
/// @param author who put it
public record Request(String shop, String verb, String importId, String id, Instant at, Author author) {
    /// No import can have this id.
    public static final String NO_IMPORT = "-";
    private static final Pattern KEY = Pattern.compile("requests/(?<shop>[^/]*)(?:/(?<verb>[^/]*))?(?:/(?<import>.*))?",
            Pattern.DOTALL);

    /// What can be asked for. The names are part of keys; scripts rely on them.
    public enum Verb {
        START,
        CANCEL,
        UNDO;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// All names, for a message.
        public static String names() {
            return Arrays.stream(values()).map(Verb::label).collect(Collectors.joining(", "));
        }
    }

    public static boolean isRequest(Upload upload) {
        return upload.key().startsWith("requests/");
    }

    /// @param by its metadata `by`
    public static Request of(Upload upload, Optional<String> by) {
        Matcher key = KEY.matcher(upload.key());
        if (!key.matches()) {
            throw new IllegalArgumentException("Not the key of a request: " + upload.key());
        }
        String shop = key.group("shop");
        String verb = Objects.requireNonNullElse(key.group("verb"), "");
        String importId = Objects.requireNonNullElse(key.group("import"), "");
        return new Request(Shop.isId(shop) ? shop : HistoryEntry.NO_SHOP, verb,
                ImportId.isId(importId) ? importId : NO_IMPORT, upload.id(), upload.eventTime(), Author.of(by, upload));
    }

    /// Where to put an object that asks for something, in the uploads bucket.
    public static String key(Verb verb, HistoryEntry entry) {
        return key(verb, entry.shop(), entry.id());
    }

    /// The same for what may be no import.
    public static String key(Verb verb, String shop, String importId) {
        return "requests/%s/%s/%s".formatted(shop, verb.label(), importId);
    }

    /// What it asks for, where that is known.
    public Optional<Verb> knownVerb() {
        return Arrays.stream(Verb.values()).filter(known -> known.label().equals(verb)).findFirst();
    }
}
