package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a function answers, or the HTTP API itself.
///
/// @param headers by names in lower case
/// @param cookies each for a header Set-Cookie
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
    /// Lambda Developer Guide, "Lambda quotas".
    static final int LONGEST = 6 * 1024 * 1024;
    /// What the connection decides, not the function.
    private static final Set<String> OWN = Set.of("content-length", "connection", "transfer-encoding", "date");

    /// Of the HTTP API itself.
    static HttpAnswer message(int status, String message) {
        return new HttpAnswer(status, Map.of("content-type", "application/json"), List.of(),
                "{\"message\":\"%s\"}".formatted(message).getBytes(UTF_8));
    }

    /// What a function answers in payload format 2.0, where headers have one value each.
    ///
    /// @param json as the function returns it
    static HttpAnswer of(String json) {
        try {
            if (json.getBytes(UTF_8).length > LONGEST || !(JSON.std.anyFrom(json) instanceof Map<?, ?> answer)
                    || !(answer.get("statusCode") instanceof Integer status)
                    || status < 200 || status > 599) {
                return message(500, "Internal Server Error");
            }
            String body = Objects.requireNonNullElse((String) answer.get("body"), "");
            Map<String, String> headers = new TreeMap<>(Map.of("content-type", "text/plain;charset=UTF-8"));
            texts(answer.get("headers")).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            return new HttpAnswer(status, headers, cookies(answer.get("cookies")),
                    Boolean.TRUE.equals(answer.get("isBase64Encoded"))
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(UTF_8));
        } catch (IOException | ClassCastException | IllegalArgumentException malformed) {
            Console.log("The function's answer is malformed: " + malformed);
            return message(500, "Internal Server Error");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(@Nullable Object map) {
        return map == null ? Map.of() : (Map<String, String>) map;
    }

    @SuppressWarnings("unchecked")
    private static List<String> cookies(@Nullable Object list) {
        return list == null ? List.of() : (List<String>) list;
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach((name, value) -> {
            if (!OWN.contains(name)) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        cookies.forEach(cookie -> exchange.getResponseHeaders().add("set-cookie", cookie));
        if (exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
