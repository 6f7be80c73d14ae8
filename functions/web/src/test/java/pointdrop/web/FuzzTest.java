package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.RandomInput;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.HistoryEntry;

/// Requests by chance. What every answer must be, [TestWeb#send] checks.
@ExtendWith(InMemory.class)
class FuzzTest {
    private static final int CALLS = 2_000;
    private static final String JUNK = "a/.\\%?#&=;:@ \u0000\n\u00E4\uD83C\uDF81{}[]\"'<>+-_~*|^`";

    private TestWeb web;
    private List<String> parts;
    private List<String> secrets;
    private String[] imports;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        History history = new History(web, "demo");
        HistoryEntry entry = history.completed();
        this.parts = List.of("api", "v1", "shops", "demo", "other", "imports", "uploads", "exports", "customers",
                "lookup", "templates", "enroll.csv",
                "session", "sign-in", "d", "static", "start", "cancel", "undo", "report", "file", "outcomes",
                entry.id(), history.ready().id(),
                "x".repeat(43), "up_" + "x".repeat(22), "..", ".", "", "%2F", "%00", "%2e%2e", "app.css", "%C3%28",
                "%25", "%2525", "undo.csv");
        this.imports = new String[]{entry.id(), history.ready().id(), history.exported().id(),
                history.validating().id()};
        this.secrets = List.of(web.writer(), web.reader(), "pdt_x",
                web.session().substring(TestWeb.SESSION.length() + 1));
    }

    private Ask call(RandomInput random) {
        if (random.number(0, 4) == 0) {
            return Ask.of(method(random),
                    "/" + random.listOf(8, () -> part(random)).stream().collect(Collectors.joining("/")));
        }
        List<Contract.Described> calls = Contract.all();
        Ask ask = calls.get(random.number(0, calls.size() - 1)).ask(name -> switch (name) {
            case "shop" -> random.number(0, 9) > 0 ? "demo" : random.oneOf("other", part(random));
            case "action" -> random.oneOf("enroll", "undo", "upsert", part(random));
            case "token" -> random.oneOf("x".repeat(43), part(random));
            case "importId" -> random.number(0, 9) > 0 ? random.oneOf(imports) : part(random);
            default -> random.oneOf("up_" + "x".repeat(22), part(random));
        });
        return random.number(0, 9) > 0 ? ask : Ask.of(method(random), ask.target());
    }

    private static String method(RandomInput random) {
        return random.oneOf("GET", "POST", "DELETE", "HEAD", "PUT", "OPTIONS", "PATCH", "get", "X");
    }

    private String part(RandomInput random) {
        return random.yesOrNo()
                ? parts.get(random.number(0, parts.size() - 1))
                : URLEncoder.encode(random.text(JUNK, 0, 12), UTF_8);
    }

    private Ask ask(RandomInput random) {
        String query = random.yesOrNo()
                ? ""
                : "?" + random.oneOf("limit", "before", "chunk", "a") + "="
                        + random.oneOf("1", "-1", "", "999999999999", part(random));
        Ask plain = call(random);
        Ask ask = Ask.of(plain.method(), plain.target() + query);
        if (random.yesOrNo()) {
            ask = ask.token(secrets.getFirst());
        } else if (random.yesOrNo()) {
            ask = random.oneOf(ask.token(secret(random)), ask.cookie(TestWeb.SESSION + "=" + secret(random)),
                    ask.with("Authorization", random.text(JUNK, 0, 20)),
                    ask.cookie(random.text("a=;_-" + TestWeb.SESSION, 0, 40)));
        }
        for (String name : List.of("Origin", "Content-Type", "If-None-Match", "Idempotency-Key", "Accept",
                "Sec-Fetch-Site", "Host")) {
            if (random.number(0, 2) == 0) {
                ask = ask.with(name, random.oneOf(TestWeb.URL, "application/json", "null", "text/plain", "*",
                        random.text(JUNK, 0, 30)));
            }
        }
        return switch (random.number(0, 3)) {
            case 0 -> ask;
            case 1 -> ask.body(body(random, 0));
            default -> ask.body(usual(random, body(random, 3)));
        };
    }

    private String secret(RandomInput random) {
        return secrets.get(random.number(0, secrets.size() - 1));
    }

    private static String body(RandomInput random, int depth) {
        return switch (random.number(0, depth > 3 ? 5 : 7)) {
            case 0 -> random.oneOf("0", "-1", "1e3", "9223372036854775808", "1.5", "1e999999");
            case 1 -> random.oneOf("true", "false", "null", "NaN", "");
            case 2 -> "\"" + random.oneOf("enroll", "may.csv", "ann@demo.example", "demo", "tab", "\\u0000", "\\ud800",
                    "../..") + "\"";
            case 3 -> "\"" + random.text("ab@.\\\\\\/ \u00E4\uD83C\uDF81", 0, 30) + "\"";
            case 4 -> random.text(JUNK, 0, 40);
            case 5 -> usual(random, body(random, depth + 2));
            case 6 -> "[" + body(random, depth + 1) + "]";
            default -> "{\"" + field(random) + "\":" + body(random, depth + 1) + "}";
        };
    }

    private static String field(RandomInput random) {
        return random.oneOf("action", "file", "size", "sha256", "review", "note", "notify", "repeat", "email",
                "delimiter", "shop", "x");
    }

    /// A body that is understood, but perhaps for its last field.
    private static String usual(RandomInput random, String value) {
        return "{\"action\":\"enroll\",\"file\":\"a\\ud800.csv\",\"size\":5,\"email\":\"a@demo.example\",\"shop\":\"demo\",\""
                + field(random) + "\":" + value
                + "}";
    }

    @Test
    void noRequestFails() {
        RandomInput.check(CALLS, this::ask, ask -> {
            if (isEncoded(ask)) {
                web.send(ask);
            }
        });
        // Calls that are all refused alike would show little.
        assertTrue(web.contract().seen().size() > 40, () -> web.contract().seen().toString());
    }

    /// Others the gateway refuses itself.
    private static boolean isEncoded(Ask ask) {
        try {
            ask.call().event("$default", "api.example", Instant.EPOCH);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
