package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Objects that the API expects in the uploads bucket, kept in the Tokens table: files that it has signed a link for, and requests for
/// exports. Each has an id in its key, by which it is found again: `imports/{shop}/{action}/{id}/{file}`, `exports/{shop}/{id}.json`.
public final class Expected {
    /// For which one can be asked about.
    private static final Duration REMEMBERED = Duration.ofDays(7);
    static final Pattern ID = Pattern.compile("up_[A-Za-z0-9_-]{22}");
    private static final int ID_CHARACTERS = 22;
    private static final String KEY = "key";
    private static final String UNTIL = "until";
    private static final String CONTENT = "content";
    private static final String IMPORT = "import";

    private final TokensTable tokens;

    Expected(TokensTable tokens) {
        this.tokens = tokens;
    }

    /// @param key in the uploads bucket
    /// @param until when it can be put
    /// @param content digest of what is asked for
    /// @param importId the entry of the history that it became; null before
    public record Arrival(String shop, String key, Instant until, String content, @Nullable String importId) {}

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// An id that nobody has.
    public String newId() {
        return "up_" + tokens.secret().substring(0, ID_CHARACTERS);
    }

    /// Expects an object, unless one with that id is expected already.
    ///
    /// @return what stands
    public Arrival expect(String id, Arrival arrival) {
        Map<String, AttributeValue> attributes = Map.of(KEY, Attributes.of(arrival.key()), UNTIL,
                Attributes.of(arrival.until()), CONTENT, Attributes.of(arrival.content()));
        try {
            tokens.create(TokensTable.Kind.UPLOAD, id, arrival.shop(), attributes,
                    tokens.deadline().now().plus(REMEMBERED));
            return arrival;
        } catch (ConditionalCheckFailedException expectedBefore) {
            return find(arrival.shop(), id).orElse(arrival);
        }
    }

    public Optional<Arrival> find(String shop, String id) {
        return tokens.find(TokensTable.Kind.UPLOAD, id).map(Expected::read).filter(known -> known.shop().equals(shop));
    }

    private static Arrival read(Map<String, AttributeValue> item) {
        return new Arrival(Attributes.requiredText(item, TokensTable.SHOP), Attributes.requiredText(item, KEY),
                Instant.parse(Attributes.requiredText(item, UNTIL)), Attributes.requiredText(item, CONTENT),
                Attributes.text(item, IMPORT));
    }

    /// Records what an object became. Nothing happens where it is not expected. Safe to repeat.
    public void arrived(Upload upload, HistoryEntry entry) {
        upload.expectedId()
                .ifPresent(id -> tokens.update(TokensTable.Kind.UPLOAD, id)
                        .set(IMPORT, Attributes.of(entry.id()))
                        .whereIs(KEY, Attributes.of(upload.key()))
                        .execute());
    }
}
