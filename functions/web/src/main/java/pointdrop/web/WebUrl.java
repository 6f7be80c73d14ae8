package pointdrop.web;

import java.time.Duration;
import pointdrop.web.Refused.Code;

/// The address of the page, such as `https://points.example.com`. Links and cookies go by it, never by what a client says of the host.
///
/// @param value without a slash at its end
record WebUrl(String value) {

    String of(String path) {
        return value + path;
    }

    /// Browsers take cookies with the prefix `__Host-` from this host only, and only over TLS (RFC 6265bis, section 4.1.3.2). Plain
    /// HTTP is for one machine, where there is no TLS.
    private boolean isSecure() {
        return value.startsWith("https://");
    }

    String sessionCookie() {
        return (isSecure() ? "__Host-" : "") + "session";
    }

    /// What tells the browser that has asked for a sign-in from others.
    String browserCookie() {
        return (isSecure() ? "__Host-" : "") + "browser";
    }

    String setCookie(String name, String secret, Duration lifetime) {
        return name + "=" + secret + "; Max-Age=" + lifetime.toSeconds() + "; Path=/; HttpOnly; SameSite=Lax"
                + (isSecure() ? "; Secure" : "");
    }

    String clearCookie(String name) {
        return setCookie(name, "", Duration.ZERO);
    }

    /// @throws Refused for a call that a browser makes for another page, or that no browser makes
    void requireOwnPage(Call call) {
        if (!call.header("origin").filter(value::equals).isPresent()) {
            throw Refused.because(Code.ORIGIN_WRONG, "This call is for the page at %s only.", value);
        }
    }

    /// The same for a form. Its page sends no address of itself to anybody, so that the browser says Origin: null; that it is the same
    /// site's is in another header, which no page can set (Fetch Metadata Request Headers, W3C).
    void requireOwnForm(Call call) {
        boolean sameOrigin = call.header("sec-fetch-site").filter("same-origin"::equals).isPresent();
        if (!(call.header("origin").filter("null"::equals).isPresent() && sameOrigin)) {
            requireOwnPage(call);
        }
    }
}
