package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// API tokens of shops, kept in the Tokens table.
public final class ApiTokens {
    /// What a token begins with, so that programs which look for secrets in source code find it.
    public static final String PREFIX = "pdt_";
    /// The last use is recorded this often at most.
    private static final Duration RECORDED = Duration.ofHours(1);
    private static final String NAME = "name";
    private static final String ACCESS = "access";
    private static final String CREATED_AT = "createdAt";
    private static final String LAST_USED_AT = "lastUsedAt";

    private final TokensTable tokens;

    ApiTokens(TokensTable tokens) {
        this.tokens = tokens;
    }

    /// What a token may do. The names are stored.
    public enum Access {
        READ,
        WRITE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param name by which people tell the tokens of a shop apart
    /// @param lastUsedAt to the hour; null where it was not used
    public record ApiToken(String shop, String name, Access access, Instant createdAt, Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /// @return the new token, which is stored nowhere
    public String create(String shop, String name, Access access, Duration lifetime) {
        String token = PREFIX + tokens.secret();
        Instant now = tokens.deadline().now();
        tokens.put(TokensTable.Kind.API, token, shop, Map.of(NAME, Attributes.of(name), ACCESS,
                Attributes.of(access.label()), CREATED_AT, Attributes.of(now)), now.plus(lifetime));
        return token;
    }

    /// @return the token, whose use is recorded; nothing where it has expired, was revoked or never was one
    public Optional<ApiToken> use(String token) {
        Optional<ApiToken> found = tokens.find(TokensTable.Kind.API, token).map(ApiTokens::read);
        found.ifPresent(known -> recordUse(token, known));
        return found;
    }

    private void recordUse(String token, ApiToken known) {
        Instant now = tokens.deadline().now();
        if (known.lastUsedAt() == null || known.lastUsedAt().plus(RECORDED).isBefore(now)) {
            tokens.update(TokensTable.Kind.API, token).set(LAST_USED_AT, Attributes.of(now)).execute();
        }
    }

    /// Those of a shop, by name.
    public List<ApiToken> list(String shop) {
        return tokens.ofShop(TokensTable.Kind.API, shop)
                .stream()
                .map(ApiTokens::read)
                .sorted(Comparator.comparing(ApiToken::name))
                .toList();
    }

    /// Ends the tokens of a shop that have a name.
    ///
    /// @return how many there were
    public long revoke(String shop, String name) {
        List<Map<String, AttributeValue>> named = tokens.ofShop(TokensTable.Kind.API, shop)
                .stream()
                .filter(item -> name.equals(Attributes.text(item, NAME)))
                .toList();
        named.forEach(tokens::delete);
        return named.size();
    }

    private static ApiToken read(Map<String, AttributeValue> item) {
        return new ApiToken(Attributes.requiredText(item, TokensTable.SHOP), Attributes.requiredText(item, NAME),
                Access.valueOf(Attributes.requiredText(item, ACCESS).toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(Attributes.time(item, CREATED_AT)), TokensTable.expiresAt(item),
                Attributes.time(item, LAST_USED_AT));
    }
}
