package pointdrop.web;

import java.util.Map;
import pointdrop.mail.Services;
import pointdrop.storage.Stores;

/// What answers are made of, for one invocation.
///
/// @param standardHeaders of every answer
record Web(Services services, WebUrl webUrl, SignedLinks links, Pages pages, Map<String, String> standardHeaders) {

    /// Once, when the function starts. Reads `POINTDROP_WEB_URL`.
    static Web of(Services services) {
        WebUrl webUrl = new WebUrl(services.stores().environment().required("POINTDROP_WEB_URL"));
        SignedLinks links = SignedLinks.of(services);
        return new Web(services, webUrl, links, Pages.ofJar(), standardHeaders(links));
    }

    Web forInvocation(long remainingMillis) {
        return new Web(services.forInvocation(remainingMillis), webUrl, links, pages, standardHeaders);
    }

    Stores stores() {
        return services.stores();
    }

    Callers callers() {
        return new Callers(stores(), webUrl);
    }

    /// Headers of every answer. Nothing is kept by a browser unless the answer says so, and a page shows nothing but what is ours.
    private static Map<String, String> standardHeaders(SignedLinks links) {
        return Map.of("cache-control", "no-store",
                "referrer-policy", "no-referrer",
                "x-content-type-options", "nosniff",
                "strict-transport-security", "max-age=63072000; includeSubDomains",
                "cross-origin-opener-policy", "same-origin",
                "cross-origin-resource-policy", "same-origin",
                "content-security-policy",
                """
                        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' %s; \
                        form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'\
                        """
                        .formatted(links.uploadsOrigin(), links.dataOrigin()));
    }
}
