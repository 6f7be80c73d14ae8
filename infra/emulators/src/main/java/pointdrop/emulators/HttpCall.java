package pointdrop.emulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A request as an HTTP API hands it over to a function (API Gateway Developer Guide, "Working with AWS Lambda proxy
/// integrations for HTTP APIs", payload format 2.0).
///
/// @param target path and query as in the first line of the request
/// @param headers each with its values
/// @param body empty where there is none
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(String method, String target, Map<String, List<String>> headers, byte[] body) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /// Bodies of all other types, forms too, are handed over in Base64.
    private static final Pattern TEXT = Pattern.compile(
            "(text/.*|application/(json|javascript|xml|.*\\+json|.*\\+xml))( *;.*)?",
            Pattern.CASE_INSENSITIVE);

    /// Decoded once, as HTTP APIs do, who also take what follows a decoded question mark for no part of the path.
    ///
    /// @throws IllegalArgumentException where it is not encoded properly
    public String path() {
        String encoded = target.substring(0, end(target));
        String decoded = URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
        return decoded.substring(0, end(decoded));
    }

    private static int end(String path) {
        int end = path.indexOf('?');
        return end < 0 ? path.length() : end;
    }

    private String query() {
        int path = end(target);
        return path == target.length() ? "" : target.substring(path + 1);
    }

    /// Joined with commas.
    private Map<String, String> joined() {
        Map<String, String> joined = new TreeMap<>();
        headers.forEach((name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return joined;
    }

    /// The value of a header; empty where there is none.
    public String header(String name) {
        return joined().getOrDefault(name, "");
    }

    /// The event, as JSON.
    ///
    /// @param route the key of the route that it takes
    /// @param domain what the API is called by
    public String event(String route, String domain, Instant time) {
        Map<String, String> plain = joined();
        String cookies = plain.remove("cookie");
        Map<String, Object> event = new TreeMap<>(Map.of("version", "2.0", "routeKey", route, "rawPath", path(),
                "rawQueryString", query(), "headers", plain, "isBase64Encoded", false,
                "requestContext", context(route, domain, time)));
        if (cookies != null) {
            event.put("cookies", List.of(cookies.split("; *")));
        }
        if (!query().isEmpty()) {
            event.put("queryStringParameters", parameters());
        }
        if (body.length > 0) {
            boolean text = TEXT.matcher(plain.getOrDefault("content-type", "text/plain")).matches();
            event.put("body", text ? new String(body, UTF_8) : Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", !text);
        }
        return Events.json(event);
    }

    private Map<String, Object> context(String route, String domain, Instant time) {
        Map<String, Object> http = Map.of("method", method, "path", path(), "protocol", "HTTP/1.1", "sourceIp",
                "127.0.0.1",
                "userAgent", header("user-agent"));
        return Map.of("accountId", Events.ACCOUNT_ID, "apiId", "HttpApi", "domainName", domain, "domainPrefix",
                domain.replaceFirst("\\..*", ""), "http", http, "requestId", UUID.randomUUID().toString(), "routeKey",
                route,
                "stage", "$default", "time", TIME.format(time), "timeEpoch", time.toEpochMilli());
    }

    private Map<String, String> parameters() {
        return Arrays.stream(query().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> URLDecoder.decode(pair[0], UTF_8),
                        pair -> pair.length == 1 ? "" : URLDecoder.decode(pair[1], UTF_8),
                        (one, two) -> one + "," + two,
                        TreeMap::new));
    }
}
