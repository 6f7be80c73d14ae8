package pointdrop.web;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Log;
import pointdrop.storage.Stores;

/// What answers are made of, for one invocation.
record Web(Services services, WebUrl webUrl, SignedLinks links, Pages pages) {

    /// Once, when the function starts. Reads `POINTDROP_WEB_URL`.
    static Web of(Services services) {
        WebUrl webUrl = new WebUrl(services.stores().environment().required("POINTDROP_WEB_URL"));
        return new Web(services, webUrl, SignedLinks.of(services), Pages.ofJar());
    }

    Web forInvocation(Context context, Call call) {
        Services own = services.forInvocation(context);
        return new Web(own.logging(own.log().with("apiRequestId", call.requestId())), webUrl, links, pages);
    }

    /// Says nothing of what was asked for: a path may hold a token, a body an address.
    Log log() {
        return services.log();
    }

    Stores stores() {
        return services.stores();
    }

    /// The entry that a path names.
    ///
    /// @throws Refused where the shop of the caller has none
    HistoryEntry entry(Call call, Caller caller) {
        return stores().imports().find(caller.shop().id(), call.part("importId")).orElseThrow(Refused::notFound);
    }

    Callers callers() {
        return new Callers(stores(), webUrl);
    }

    /// Headers of every answer. Nothing is kept by a browser unless the answer says so, and a page shows nothing but what is ours.
    Map<String, String> standardHeaders() {
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
