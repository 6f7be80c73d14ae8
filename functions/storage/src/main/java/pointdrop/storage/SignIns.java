package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sign-ins that are asked for by mail, kept in the Tokens table. Each works once, in the browser that asked for it.
public final class SignIns {
    /// For which the link in the mail works.
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    /// Mails in an hour of the clock.
    private static final int MOST_OF_ADDRESS = 5;
    private static final int MOST_OF_SHOP = 20;
    private static final String EMAIL = "email";
    private static final String BROWSER = "browser";
    private static final String USED_BY = "usedBy";

    private final TokensTable tokens;

    SignIns(TokensTable tokens) {
        this.tokens = tokens;
    }

    /// Who is to be signed in.
    public record SignIn(String shop, EmailAddress email) {}

    /// Counts a mail that is to be sent.
    ///
    /// @return false where so many were sent already that none is sent any more in this hour
    public boolean mayMail(SignIn signIn) {
        Instant hour = tokens.deadline().now().truncatedTo(ChronoUnit.HOURS);
        Instant until = hour.plus(2, ChronoUnit.HOURS);
        String ofShop = "mails " + signIn.shop() + " " + hour;
        return tokens.count(ofShop + " " + signIn.email().value(), signIn.shop(), MOST_OF_ADDRESS, until)
                && tokens.count(ofShop, signIn.shop(), MOST_OF_SHOP, until);
    }

    /// @param browser a secret that only the browser has that asks
    /// @return the token of the link
    public String create(SignIn signIn, String browser) {
        String token = tokens.secret();
        tokens.put(TokensTable.Kind.SIGN_IN, token, signIn.shop(),
                Map.of(EMAIL, Attributes.of(signIn.email().value()), BROWSER,
                        Attributes.of(TokensTable.digest(browser))),
                tokens.deadline().now().plus(LIFETIME));
        return token;
    }

    /// @return who is to be signed in; nothing where the link was used, has expired or never was one
    public Optional<SignIn> find(String token) {
        return tokens.find(TokensTable.Kind.SIGN_IN, token).filter(item -> isFor(item, null)).map(SignIns::read);
    }

    private static boolean isOf(Map<String, AttributeValue> item, String browser) {
        return TokensTable.digest(browser).equals(Attributes.text(item, BROWSER));
    }

    /// Whether a link is unused, or was used by that invocation.
    private static boolean isFor(Map<String, AttributeValue> item, @Nullable String invocation) {
        String usedBy = Attributes.text(item, USED_BY);
        return usedBy == null || usedBy.equals(invocation);
    }

    private static SignIn read(Map<String, AttributeValue> item) {
        return new SignIn(Attributes.requiredText(item, TokensTable.SHOP),
                new EmailAddress(Attributes.requiredText(item, EMAIL)));
    }

    /// Uses a link up.
    ///
    /// @param invocation id of the one that asks; safe to repeat for the same one
    /// @return who is signed in; nothing where the link has been used, has expired or is of another browser
    public Optional<SignIn> use(String token, String browser, String invocation) {
        Optional<Map<String, AttributeValue>> known = tokens.find(TokensTable.Kind.SIGN_IN, token)
                .filter(item -> isFor(item, invocation) && isOf(item, browser));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Update.Result use = tokens.update(TokensTable.Kind.SIGN_IN, token)
                .set(USED_BY, Attributes.of(invocation))
                .whereIs(USED_BY, null)
                .execute();
        return use.changed() || invocation.equals(Attributes.text(use.item(), USED_BY))
                ? known.map(SignIns::read)
                : Optional.empty();
    }
}
