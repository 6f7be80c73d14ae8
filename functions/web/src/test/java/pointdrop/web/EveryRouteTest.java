package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Sha256;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.Expected.Arrival;
import pointdrop.storage.FileLinks.FileLink;
import pointdrop.web.Contract.Described;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who may make which of the calls that docs/openapi.yaml describes.
@ExtendWith(InMemory.class)
class EveryRouteTest {
    private TestWeb web;
    /// Of the variables in paths.
    private Map<String, String> values;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.values = new HashMap<>(Map.of("shop", "demo", "importId", new History(web, "demo").completed().id(),
                "action", "enroll", "uploadId", expected("imports/demo/enroll/%s/a.csv"), "requestId",
                expected("exports/demo/%s.json"), "token", web.stores()
                        .fileLinks()
                        .create(new FileLink("demo", "reports/demo/1/errors.csv", "errors.csv",
                                web.clock().instant().plus(Duration.ofDays(7))))));
    }

    private String expected(String key) {
        String id = web.stores().expected().newId();
        web.stores()
                .expected()
                .expect(id, new Arrival("demo", key.formatted(id), web.clock().instant(), "", null));
        return id;
    }

    private static Stream<Described> guarded() {
        return Contract.all().stream().filter(call -> !call.isOpen());
    }

    private Ask ask(Described call) {
        return call.ask(name -> Objects.requireNonNull(values.get(name), name));
    }

    private void assertAnswer(String problem, Described call, Ask ask) {
        assertEquals(problem, web.send(ask).problem(), call.toString());
    }

    @Test
    void theContractDescribesWhatThereIs() {
        Set<String> described = Contract.all()
                .stream()
                .map(call -> call.method() + " " + call.path().replace("{requestId}", "{uploadId}"))
                .collect(Collectors.toCollection(TreeSet::new));

        // The page itself is for people.
        assertEquals(described, new Routes().names()
                .filter(name -> !name.matches("GET /((static|shops)/.*)?"))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whoIsNotKnownLearnsNothing() {
        String revoked = web.stores().apiTokens().create("demo", "old", Access.WRITE, Duration.ofDays(1));
        web.stores().apiTokens().revoke("demo", "old");
        String ended = web.session();
        web.stores().sessions().end(ended.substring(ended.indexOf('=') + 1));
        String session = web.session().substring(TestWeb.SESSION.length() + 1);
        guarded().forEach(call -> {
            Ask ask = ask(call);
            assertAnswer("401 UNAUTHORIZED", call, ask);
            for (String token : List.of("pdt_" + "x".repeat(43), revoked, "", "x", session, values.get("token"))) {
                assertAnswer("401 UNAUTHORIZED", call, ask.token(token));
            }
            for (String authorization : List.of("Basic ZGVtbzpkZW1v", "", web.writer())) {
                assertAnswer("401 UNAUTHORIZED", call, ask.with("Authorization", authorization));
            }
            for (String cookie : List.of(ended, "session=" + session, TestWeb.SESSION + "=" + web.writer(),
                    web.session("stranger@demo.example"), TestWeb.SESSION + "=", "__Host-session")) {
                assertAnswer("401 UNAUTHORIZED", call, ask.cookie(cookie).fromPage());
            }
            // Who sends a token is not taken for the browser that also sends its cookie.
            assertAnswer("401 UNAUTHORIZED", call, ask.cookie(web.session()).token("pdt_x").fromPage());
        });
    }

    @Test
    void aTokenEndsWhenItExpires() {
        String token = web.stores().apiTokens().create("demo", "ci", Access.WRITE, Duration.ofHours(1));
        assertEquals(200, web.send(Ask.get("/api/v1/session").token(token)).status());

        web.clock().advance(Duration.ofHours(1));

        guarded().forEach(call -> assertAnswer("401 UNAUTHORIZED", call, ask(call).token(token)));
    }

    /// As SECURITY.md has it, where there is nothing but the AWS CLI.
    @Test
    void aTokenThatIsPutByHandWorksUntilItsItemIsDeleted() {
        String token = "pdt_by-hand";
        Map<String, AttributeValue> key = Map.of("token", AttributeValue.fromS(Sha256.of(token)));
        Map<String, AttributeValue> item = new HashMap<>(key);
        Map.of("kind", "api", "shop", "demo", "name", "ci", "access", "read", "createdAt", "2026-11-23T23:42:05Z")
                .forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
        item.put("expiresAt", AttributeValue.fromN(Long.toString(web.clock().instant().getEpochSecond() + 90)));
        String table = web.deployment().tokensTable();
        web.deployment().dynamoDb().putItem(put -> put.tableName(table).item(item));
        Ask ask = Ask.get("/api/v1/session").token(token);
        assertEquals("token ci read", web.send(ask).text("by") + " " + web.send(ask).text("access"));

        web.deployment().dynamoDb().deleteItem(delete -> delete.tableName(table).key(key));

        assertEquals("401 UNAUTHORIZED", web.send(ask).problem());
    }

    @Test
    void whoIsNoOperatorAnyMoreIsNotKnown() {
        String session = web.session();
        assertEquals(200, web.send(Ask.get("/api/v1/session").cookie(session)).status());

        web.putShop("demo",
                Map.of("operators", AttributeValue.fromL(List.of(AttributeValue.fromS("new@demo.example")))));

        guarded().forEach(call -> assertAnswer("401 UNAUTHORIZED", call, ask(call).cookie(session).fromPage()));
    }

    @Test
    void aTokenOfAShopThatIsNotConfiguredAnyMoreIsNotKnown() {
        String token = web.token("gone", Access.WRITE);

        guarded().forEach(call -> assertAnswer("401 UNAUTHORIZED", call, ask(call).token(token)));
    }

    @Test
    void anotherShopIsNotThere() {
        String token = web.token("other", Access.WRITE);
        guarded().filter(call -> call.path().contains("{shop}")).forEach(call -> {
            assertAnswer("404 NOT_FOUND", call, ask(call).token(token));
            assertAnswer("404 NOT_FOUND", call, ask(call).token(web.token("other", Access.READ)));
        });
    }

    @Test
    void aTokenThatMayReadChangesNothing() {
        guarded().forEach(call -> {
            String problem = web.send(ask(call).token(web.reader())).problem();
            assertEquals(call.isWrite(), problem.equals("403 READ_ONLY"), call + " " + problem);
        });
    }

    @Test
    void aBrowserSendsSomethingForThePageOnly() {
        String session = web.session();
        guarded().filter(call -> !call.method().equals("GET")).forEach(call -> {
            Ask ask = ask(call).cookie(session);
            Ask json = ask.with("Content-Type", "application/json");
            assertAnswer("403 ORIGIN_WRONG", call, json);
            for (String origin : List.of("null", "", "https://evil.example", TestWeb.URL + "/",
                    TestWeb.URL + ".evil.example",
                    "http://points.example.com", "https://api.example")) {
                assertAnswer("403 ORIGIN_WRONG", call, json.with("Origin", origin));
                assertAnswer("403 ORIGIN_WRONG", call,
                        json.with("Origin", origin).with("Sec-Fetch-Site", "same-origin"));
            }
            assertAnswer("403 ORIGIN_WRONG", call,
                    json.with("Origin", TestWeb.URL).with("Origin", "https://evil.example"));
            Ask page = ask.with("Origin", TestWeb.URL);
            assertAnswer("400 REQUEST_INVALID", call, page);
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                    "text/plain; application/json", "application/jsonp")) {
                assertAnswer("400 REQUEST_INVALID", call, page.with("Content-Type", type));
            }
        });
    }

    @Test
    void anOperatorAndATokenThatMayWriteMayDoAll() {
        Map<String, String> bodies = Map.of("createUpload", "{\"action\":\"enroll\",\"file\":\"a.csv\",\"size\":1}",
                "lookUpCustomer",
                "{\"email\":\"nobody@a.example\"}");
        guarded().forEach(call -> {
            Ask ask = ask(call).body(bodies.getOrDefault(call.toString(), ""));
            for (Ask known : List.of(ask.token(web.writer()), ask.cookie(web.session()).fromPage())) {
                String problem = web.send(known).problem();
                assertTrue(problem.matches("20.|302|409 STATUS_WRONG|404 CUSTOMER_NOT_FOUND"), call + " " + problem);
            }
        });
    }
}
