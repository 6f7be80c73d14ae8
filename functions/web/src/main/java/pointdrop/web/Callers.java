package pointdrop.web;

import java.util.Optional;
import pointdrop.domain.EmailAddress;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.ApiTokens.ApiToken;
import pointdrop.storage.Sessions.Session;
import pointdrop.storage.Stores;
import pointdrop.web.Refused.Code;

/// Finds out who calls: by an API token, or by the cookie of a session.
record Callers(Stores stores, WebUrl webUrl) {
    private static final String BEARER = "bearer ";

    /// Whoever may read.
    ///
    /// A browser sends the cookie also where another page makes it call; that page cannot choose Origin, nor send JSON without asking
    /// first (Fetch Standard, "CORS protocol").
    ///
    /// @throws Refused where nobody is known
    Caller reader(Call call) {
        Optional<String> authorization = call.header("authorization");
        if (authorization.isPresent()) {
            return byToken(authorization.get());
        }
        Caller caller = bySession(call);
        if (!call.isSafe()) {
            webUrl.requireOwnPage(call);
            call.requireJson();
        }
        return caller;
    }

    /// @throws Refused where the caller may only read
    static void requireWriter(Caller caller) {
        if (caller.access() != Access.WRITE) {
            throw new Refused(Code.READ_ONLY, "This API token may only read. Use one that may write.");
        }
    }

    private Caller byToken(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unknown();
        }
        ApiToken token = stores.apiTokens()
                .use(authorization.substring(BEARER.length()).strip())
                .orElseThrow(Callers::unknown);
        return stores.shops()
                .find(token.shop())
                .map(shop -> new Caller(shop, "token " + token.name(), Optional.empty(), token.access(),
                        token.expiresAt()))
                .orElseThrow(Callers::unknown);
    }

    /// Whoever is no operator any more is unknown, whatever the session says.
    private Caller bySession(Call call) {
        Session session = call.cookie(webUrl.sessionCookie())
                .flatMap(stores.sessions()::find)
                .orElseThrow(Callers::unknown);
        EmailAddress email = new EmailAddress(session.email());
        return stores.shops()
                .find(session.shop())
                .filter(shop -> shop.isOperator(email))
                .map(shop -> new Caller(shop, email.value(), Optional.of(email), Access.WRITE, session.expiresAt()))
                .orElseThrow(Callers::unknown);
    }

    private static Refused unknown() {
        return new Refused(Code.UNAUTHORIZED,
                "Sign in, or send an API token that is valid: Authorization: Bearer pdt_…");
    }
}
