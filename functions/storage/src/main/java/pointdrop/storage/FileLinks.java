package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Links that mails carry, kept in the Tokens table: each opens one file of the data bucket until it expires or is revoked.
public final class FileLinks {
    private static final String KEY = "key";
    private static final String FILE = "file";

    private final TokensTable tokens;

    FileLinks(TokensTable tokens) {
        this.tokens = tokens;
    }

    /// What a link opens.
    ///
    /// @param key in the data bucket
    /// @param file the name to save it under
    /// @param validUntil when it stops working
    public record FileLink(String shop, String key, String file, Instant validUntil) {}

    /// @return the token of a new link
    public String create(FileLink link) {
        String token = tokens.secret();
        tokens.put(TokensTable.Kind.LINK, token, link.shop(),
                Map.of(KEY, Attributes.of(link.key()), FILE, Attributes.of(link.file())), link.validUntil());
        return token;
    }

    public Instant validUntil(Duration lifetime) {
        return tokens.deadline().now().plus(lifetime);
    }

    /// @return what a link opens; nothing where it has expired, was revoked or never was one
    public Optional<FileLink> find(String token) {
        return tokens.find(TokensTable.Kind.LINK, token)
                .map(item -> new FileLink(Attributes.requiredText(item, TokensTable.SHOP),
                        Attributes.requiredText(item, KEY), Attributes.requiredText(item, FILE),
                        TokensTable.expiresAt(item)));
    }

    /// Ends a link. Safe to repeat.
    public void revoke(String token) {
        if (find(token).isPresent()) {
            tokens.delete(token);
        }
    }
}
