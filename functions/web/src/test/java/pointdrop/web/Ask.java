package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pointdrop.emulators.HttpCall;

/// A request that a test makes.
@SuppressWarnings("ArrayRecordComponent")
record Ask(String method, String target, Map<String, List<String>> headers, byte[] body) {

    static Ask of(String method, String target) {
        return new Ask(method, target, Map.of(), new byte[0]);
    }

    static Ask get(String target) {
        return of("GET", target);
    }

    static Ask post(String target) {
        return of("POST", target);
    }

    static Ask delete(String target) {
        return of("DELETE", target);
    }

    /// A header field more.
    Ask with(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        more.computeIfAbsent(name, _ -> List.of());
        more.computeIfPresent(name, (_, values) -> {
            List<String> all = new ArrayList<>(values);
            all.add(value);
            return all;
        });
        return new Ask(method, target, more, body);
    }

    Ask token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /// @param cookie such as `name=value`
    Ask cookie(String cookie) {
        return with("Cookie", cookie);
    }

    /// As the page makes it, whatever it sends.
    Ask fromPage() {
        return with("Origin", TestWeb.URL).with("Content-Type", "application/json");
    }

    Ask body(String text) {
        return new Ask(method, target, headers, text.getBytes(UTF_8));
    }

    Ask json(String text) {
        return with("Content-Type", "application/json").body(text);
    }

    /// The path, decoded.
    String path() {
        return call().path();
    }

    HttpCall call() {
        return new HttpCall(method, target, headers, body);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + headers + " " + new String(body, UTF_8);
    }
}
