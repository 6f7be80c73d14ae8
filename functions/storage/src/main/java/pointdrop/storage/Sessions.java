package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Sessions of operators who have signed in, kept in the Tokens table.
public final class Sessions {
    public static final Duration LIFETIME = Duration.ofHours(12);
    private static final String EMAIL = "email";

    private final TokensTable tokens;

    Sessions(TokensTable tokens) {
        this.tokens = tokens;
    }

    /// @param email of the operator; whether it still is one is for the caller to look at
    public record Session(String shop, String email, Instant expiresAt) {}

    /// @return the token of a new session
    public String create(SignIns.SignIn signIn) {
        String token = tokens.secret();
        tokens.put(TokensTable.Kind.SESSION, token, signIn.shop(),
                Map.of(EMAIL, Attributes.of(signIn.email().value())), tokens.deadline().now().plus(LIFETIME));
        return token;
    }

    public Optional<Session> find(String token) {
        return tokens.find(TokensTable.Kind.SESSION, token)
                .map(item -> new Session(Attributes.requiredText(item, TokensTable.SHOP),
                        Attributes.requiredText(item, EMAIL), TokensTable.expiresAt(item)));
    }

    /// Ends a session. Safe to repeat.
    ///
    /// @param token of one that [#find] has found
    public void end(String token) {
        tokens.delete(token);
    }
}
