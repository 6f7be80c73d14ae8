package pointdrop.web;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the function answered, read from the JSON that Lambda makes of it.
record Reply(int status, Map<String, String> headers, List<String> cookies, String body) {

    @SuppressWarnings("unchecked")
    static Reply of(String json) {
        try {
            Map<String, Object> answer = JSON.std.mapFrom(json);
            return new Reply((Integer) Objects.requireNonNull(answer.get("statusCode")),
                    (Map<String, String>) Objects.requireNonNull(answer.get("headers")),
                    (List<String>) Objects.requireNonNull(answer.get("cookies")),
                    (String) Objects.requireNonNull(answer.get("body")));
        } catch (IOException noJson) {
            throw new UncheckedIOException(json, noJson);
        }
    }

    /// The value of a header; empty where there is none.
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    Map<String, Object> json() {
        try {
            return JSON.std.mapFrom(body);
        } catch (IOException noJson) {
            throw new UncheckedIOException(body, noJson);
        }
    }

    String text(String field) {
        return String.valueOf(json().get(field));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(String field) {
        return (List<Map<String, Object>>) Objects.requireNonNull(json().get(field));
    }

    @SuppressWarnings("unchecked")
    Map<String, String> map(String field) {
        return (Map<String, String>) Objects.requireNonNull(json().get(field));
    }

    /// Status and code of an error: `404 NOT_FOUND`.
    String problem() {
        return header("content-type").equals("application/problem+json") ? status + " " + text("code") : "" + status;
    }

    /// The cookie that is set, as `name=value`.
    Optional<String> cookie(String name) {
        return cookies.stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(pair -> pair.startsWith(name + "=") && pair.length() > name.length() + 1)
                .findFirst();
    }
}
