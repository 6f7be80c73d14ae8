package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.web.Refused.Code;

/// One HTTP request. Names of headers are in small letters.
///
/// @param path decoded; as it was sent where it cannot be, which has the form of no path
/// @param parts of the path, by the names that its route gives them
/// @param requestId by which the gateway and the log name it
record Call(String method, String path, Map<String, String> parts, Map<String, String> query,
        Map<String, String> headers, Map<String, String> cookies, String body, String requestId) {
    static Call of(APIGatewayV2HTTPEvent event, String invocationId) {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        return new Call(context.getHttp().getMethod(), decoded(event.getRawPath()), Map.of(),
                given(event.getQueryStringParameters()), lowerCase(given(event.getHeaders())),
                cookies(Objects.requireNonNullElse(event.getCookies(), List.of())), body(event),
                Objects.requireNonNullElse(context.getRequestId(), invocationId));
    }

    Call with(Map<String, String> pathParts) {
        return new Call(method, path, pathParts, query, headers, cookies, body, requestId);
    }

    private static Map<String, String> given(@Nullable Map<String, String> fields) {
        return Objects.requireNonNullElse(fields, Map.of());
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static String decoded(String rawPath) {
        try {
            return URLDecoder.decode(rawPath.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException malformed) {
            return rawPath;
        }
    }

    /// Where a browser sends a name twice, the first one is the more specific (RFC 6265, section 5.4).
    private static Map<String, String> cookies(List<String> pairs) {
        Map<String, String> cookies = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.putIfAbsent(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return cookies;
    }

    private static String body(APIGatewayV2HTTPEvent event) {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        return event.getIsBase64Encoded() ? new String(Base64.getDecoder().decode(body), UTF_8) : body;
    }

    /// A part of the path.
    String part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /// Whether it changes nothing.
    boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /// The kind of whoever calls, by what was sent and not by whether it is valid; nothing where that is nothing.
    @Nullable
    String caller() {
        return headers.containsKey("authorization") ? "token" : cookies.isEmpty() ? null : "browser";
    }

    boolean isApi() {
        return path.startsWith("/api/");
    }

    /// @throws Refused where the body is said to be something else, or nothing is said
    void requireJson() {
        if (header("content-type").filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .isEmpty()) {
            throw new Refused(Code.REQUEST_INVALID, "Send JSON, with Content-Type: application/json.");
        }
    }

    /// Whether an answer as JSON is preferred to a link for a browser to follow.
    boolean acceptsJson() {
        return header("accept").filter(types -> types.contains("application/json")).isPresent();
    }

    /// The fields of its body; none where that is empty.
    Fields fields() {
        return Fields.of(body);
    }
}
