package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.memory.InMemory;
import pointdrop.web.Contract.Described;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Methods, paths and bodies that no client of ours sends.
@ExtendWith(InMemory.class)
class MethodsAndBodiesTest {
    private static final Map<String, String> VALUES = Map.of("shop", "demo", "importId", "20261123T100000Z-0000000000",
            "uploadId",
            "up_" + "x".repeat(22), "requestId", "up_" + "x".repeat(22), "action", "enroll", "token", "x".repeat(43));

    private TestWeb web;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
    }

    private static Ask ask(String method, Described call) {
        return Ask.of(method, call.ask(name -> Objects.requireNonNull(VALUES.get(name), name)).target());
    }

    @Test
    void theSampleEventIsHandled() throws Exception {
        String event = Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "events/http-page.json"));

        APIGatewayV2HTTPResponse page = web.handler()
                .handleRequest(Events.read(APIGatewayV2HTTPEvent.class, event),
                        new LambdaContext("WebFunction", Duration.ofSeconds(29)));

        assertEquals(200, page.getStatusCode());
        assertTrue(page.getBody().contains("<title>"), page.getBody());
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsRefusedWithThoseThatItHas() {
        for (Described call : Contract.all()) {
            Set<String> methods = Contract.all()
                    .stream()
                    .filter(other -> other.path().equals(call.path()))
                    .map(Described::method)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            for (String method : List.of("PUT", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get")) {
                Reply reply = web.send(ask(method, call).token(web.writer()));
                assertEquals("405 METHOD_NOT_ALLOWED", reply.problem(), method + call);
                assertEquals(methods, new TreeSet<>(List.of(reply.header("allow").split(", ", -1))), call.toString());
            }
        }
    }

    @Test
    void headIsAnsweredAsGetWithoutABody() {
        for (Described call : Contract.all()) {
            Reply head = web.send(ask("HEAD", call).token(web.writer()));
            assertEquals("", head.body());
            if (call.method().equals("GET")) {
                Reply get = web.send(ask("GET", call).token(web.writer()));
                assertEquals(get.status(), head.status(), call.toString());
                assertEquals(get.headers(), head.headers(), call.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/session/", "/api/v1//session", "//api/v1/session", "/API/v1/session",
            "/api/v2/session", "/api/v1/session%00",
            "/api/v1/session%0A", "/api/v1/session;a=b", "/api/v1/./session", "/api/v1/x/../session",
            "/api/v1/shops/demo/imports/",
            "/api/v1/shops/Demo/imports", "/api/v1/shops/demo%20/imports", "/api/v1/shops/-demo/imports",
            "/api/v1/shops/d%C3%A9mo/imports",
            "/api/v1/shops/demo/templates/undo.csv", "/api/v1/shops/demo/templates/enroll.csvx",
            "/api/v1/shops/demo/templates/enroll",
            "/api/v1/%2525", "/api/v1/%25zz", "/api/v1/%FF", "/api/v1/shops/%252e%252e/imports", "/api/"})
    void aPathOfAnotherFormIsNotThere(String path) {
        Reply reply = web.send(Ask.get(path).token(web.writer()));

        assertEquals(404, reply.status());
        if (path.startsWith("/api/")) {
            assertEquals("404 NOT_FOUND", reply.problem());
        }
    }

    /// The gateway decodes a path, and it is decoded once more: so an id is the same however it was encoded.
    @Test
    void aPathIsMatchedAfterItIsDecoded() {
        assertEquals(200, web.send(Ask.get("/api/v1/shops/%64emo/imports").token(web.writer())).status());
        assertEquals("404 NOT_FOUND", web.send(Ask.get("/api/v1/shops/%6Fther/imports").token(web.writer())).problem());
        assertEquals("404 NOT_FOUND",
                web.send(Ask.get("/api/v1/shops/%256Fther/imports").token(web.writer())).problem());
    }

    static List<String> noObjects() {
        return List.of("x", "[]", "\"text\"", "1", "null", "true", "{", "{\"a\":}", "{'a':1}", "\uFEFF{}", "{\"a\":1,}",
                "[".repeat(30_000),
                "{\"a\":".repeat(10_000), "{\"a\":\"\u0000\"}", "{\"email\":NaN}",
                "{\"email\":\"" + "x".repeat(70_000) + "\"}", "<a/>", "email=a",
                "{} {}", "{\"email\":\"a@a.example\"} x", "{\"email\":" + "9".repeat(5_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("noObjects")
    void aBodyThatIsNoObjectIsRefused(String body) {
        for (String path : List.of("uploads", "exports", "customers/lookup")) {
            assertEquals("400 REQUEST_INVALID",
                    web.send(Ask.post("/api/v1/shops/demo/" + path).token(web.writer()).json(body)).problem(), path);
        }
        assertEquals("400 REQUEST_INVALID", web.send(Ask.post("/api/v1/sign-in").json(body)).problem());
    }

    private static Ask lookup(String body) {
        return Ask.post("/api/v1/shops/demo/customers/lookup").json(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@", "\\u0000", "a@a.example\\u0000", "\\ud800@a.example", "\\ud800",
            "a\\r\\n@a.example", "%s%n", "<b>@"})
    void anAddressThatIsNoneIsQuoted(String address) {
        Reply reply = web.send(lookup("{\"email\":\"%s\"}".formatted(address)).token(web.reader()));

        assertEquals("400 REQUEST_INVALID", reply.problem());
        assertTrue(reply.text("detail").contains("is no e-mail address"), reply.body());
    }

    @Test
    void aCustomerIsFoundByItsAddress() {
        String body = "{\"email\":\" Ann@A.example \",\"unknown\":{}}";
        assertEquals("404 CUSTOMER_NOT_FOUND", web.send(lookup(body).token(web.reader())).problem());
        web.putCustomer("demo", new EmailAddress("ann@a.example"), Map.of("points", AttributeValue.fromN("5"), "name",
                AttributeValue.fromS("Ann <b>"), "tier", AttributeValue.fromS("Gold"), "birthday",
                AttributeValue.fromS("1990-02-03")));

        Reply found = web.send(lookup(body).token(web.reader()));

        assertEquals("ann@a.example 5 Ann <b> Gold 1990-02-03 []",
                String.join(" ", found.text("email"), found.text("points"), found.text("name"),
                        found.text("tier"), found.text("birthday"), found.text("recent")));
    }

    @Test
    void aCustomerThatCannotBeReadSaysWhy() {
        web.putCustomer("demo", new EmailAddress("ann@a.example"), Map.of("points", AttributeValue.fromS("many")));

        Reply found = web.send(lookup("{\"email\":\"ann@a.example\"}").token(web.reader()));

        assertEquals(200, found.status());
        assertTrue(found.text("unreadable").contains("many"), found.body());
    }

    /// As the gateway hands over what it does not take for text.
    @Test
    void aBodyIsReadAlsoInBase64() {
        Ask ask = Ask.post("/api/v1/shops/demo/customers/lookup")
                .token(web.reader())
                .body("{\"email\":\"a@a.example\"}");

        assertEquals("404 CUSTOMER_NOT_FOUND",
                web.send(ask.with("Content-Type", "application/octet-stream")).problem());
        assertEquals("404 CUSTOMER_NOT_FOUND",
                web.send(ask.with("Content-Type", "application/x-www-form-urlencoded")).problem());
    }

    @Test
    void aTemplateHasTheColumnsOfItsActionAndATierOfTheShop() {
        Reply template = web.send(Ask.get("/api/v1/shops/demo/templates/update-customers.csv").token(web.reader()));

        assertEquals("attachment; filename=\"update-customers.csv\"", template.header("content-disposition"));
        assertEquals("Email,Points,VIP Tier",
                template.body().lines().findFirst().orElseThrow().replaceAll(",Birthday|,Reason", ""));
        assertTrue(template.body().contains("alice@example.com") && template.body().contains("Bronze"),
                template.body());
    }

    @Test
    void aFileOfThePageIsKeptWhereItsAddressHasItsVersion() {
        String page = web.send(Ask.get("/shops/demo/import")).body();
        String path = page.replaceAll("(?s).*?(/static/[0-9a-f]+/app\\.css).*", "$1");

        assertEquals("public, max-age=31536000, immutable", web.send(Ask.get(path)).header("cache-control"));
        assertEquals("no-cache", web.send(Ask.get("/static/0/app.css")).header("cache-control"));
        for (String other : List.of("/static/0/none.css", "/static/0/..%2Fapp.css", "/static/0/%2e%2e",
                "/static/app.css")) {
            assertEquals(404, web.send(Ask.get(other)).status(), other);
        }
        assertFalse(page.contains("{{"), page);
        assertEquals(UTF_8,
                Charset.forName(web.send(Ask.get("/")).header("content-type").replaceFirst(".*charset=", "")));
    }
}
