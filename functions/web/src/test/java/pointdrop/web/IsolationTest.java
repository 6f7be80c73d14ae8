package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.SignIns.SignIn;
import pointdrop.web.Contract.Described;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a shop sees of another one: nothing.
@ExtendWith(InMemory.class)
class IsolationTest {
    private static final String UPLOADS = "/api/v1/shops/%s/uploads";
    private static final String EXPORTS = "/api/v1/shops/%s/exports";
    private static final String NEW_UPLOAD = "{\"action\":\"enroll\",\"file\":\"a.csv\",\"size\":1}";

    private TestWeb web;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
    }

    private String id(String shop, String path, String body, String field) {
        return web.send(Ask.post(path.formatted(shop)).token(web.token(shop, Access.WRITE)).json(body)).text(field);
    }

    private static Described named(String operation) {
        return Contract.all().stream().filter(call -> call.toString().equals(operation)).findFirst().orElseThrow();
    }

    @Test
    void idsOfAnotherShopAreNotThere() {
        History others = new History(web, "other");
        String upload = id("other", UPLOADS, NEW_UPLOAD, "uploadId");
        String export = id("other", EXPORTS, "{}", "requestId");
        for (HistoryEntry entry : List.of(others.completed(), others.ready(), others.reviewing(), others.exported(),
                others.failed())) {
            Map<String, String> values = Map.of("shop", "demo", "importId", entry.id(), "uploadId", upload, "requestId",
                    export);
            for (Described call : Contract.all()) {
                if (call.path().contains("{shop}") && call.path().matches(".*\\{(importId|uploadId|requestId)}.*")) {
                    for (Ask known : List.of(call.ask(values::get).token(web.writer()),
                            call.ask(values::get).cookie(web.session()).fromPage())) {
                        assertEquals("404 NOT_FOUND", web.send(known).problem(), known.toString());
                    }
                }
            }
        }
        assertEquals(List.of("exports/other/%s.json".formatted(export)), web.dropped());
    }

    @Test
    void anUploadIsNoExport() {
        String upload = id("demo", UPLOADS, NEW_UPLOAD, "uploadId");
        String export = id("demo", EXPORTS, "{}", "requestId");

        assertEquals("404 NOT_FOUND",
                web.send(Ask.get(EXPORTS.formatted("demo") + "/" + upload).token(web.reader())).problem());
        assertEquals("404 NOT_FOUND",
                web.send(Ask.get(UPLOADS.formatted("demo") + "/" + export).token(web.reader())).problem());
    }

    @Test
    void theSameKeyOfTwoShopsAsksForTwoExports() {
        Ask ask = Ask.post(EXPORTS.formatted("demo")).token(web.writer()).with("Idempotency-Key", "1");
        Ask other = Ask.post(EXPORTS.formatted("other"))
                .token(web.token("other", Access.WRITE))
                .with("Idempotency-Key", "1");

        assertFalse(web.send(ask).text("requestId").equals(web.send(other).text("requestId")));
        assertEquals(2, web.dropped().size());
    }

    @Test
    void noListHoldsAnythingOfAnotherShop() {
        History others = new History(web, "other");
        HistoryEntry theirs = others.completed();
        HistoryEntry mine = new History(web, "demo").completed();
        others.completed();

        String list = named("listImports").ask(_ -> "demo").target();
        List<Map<String, Object>> items = web.send(Ask.get(list).token(web.reader())).list("items");
        assertEquals(List.of(mine.id()), items.stream().map(item -> item.get("id")).toList());
        assertEquals(List.of(), web.send(Ask.get(list + "?before=" + theirs.id()).token(web.reader())).list("items"));
        Reply session = web.send(Ask.get("/api/v1/session").token(web.reader()));
        assertEquals(List.of("demo"), session.list("shops").stream().map(shop -> shop.get("shop")).toList());
    }

    @Test
    void aCustomerOfAnotherShopIsNotThere() {
        web.putCustomer("other", new EmailAddress("ann@a.example"), Map.of("points", AttributeValue.fromN("5")));
        String lookup = "/api/v1/shops/%s/customers/lookup";
        String body = "{\"email\":\"ann@a.example\"}";

        assertEquals("404 CUSTOMER_NOT_FOUND",
                web.send(Ask.post(lookup.formatted("demo")).token(web.reader()).json(body)).problem());
        assertEquals("5",
                web.send(Ask.post(lookup.formatted("other")).token(web.token("other", Access.READ)).json(body))
                        .text("points"));
    }

    @Test
    void aSignInIsForItsShop() {
        String browser = "b".repeat(43);
        String link = web.stores()
                .signIns()
                .create(new SignIn("other", new EmailAddress("owner@other.example")), browser);

        Reply signedIn = web.send(Ask.post("/sign-in/" + link)
                .cookie(TestWeb.BROWSER + "=" + browser)
                .with("Origin", TestWeb.URL));

        String session = signedIn.cookie(TestWeb.SESSION).orElseThrow();
        assertEquals("404 NOT_FOUND", web.send(Ask.get("/api/v1/shops/demo/imports").cookie(session)).problem());
        assertEquals(200, web.send(Ask.get("/api/v1/shops/other/imports").cookie(session)).status());
    }

    /// An address that is an operator of both signs in to one of them.
    @Test
    void anOperatorOfTwoShopsHasASessionOfOne() {
        web.putShop("other", Map.of("operators",
                AttributeValue.fromL(List.of(AttributeValue.fromS(web.deployment().contact())))));

        assertEquals("404 NOT_FOUND", web.send(Ask.get("/api/v1/shops/other/imports").cookie(web.session())).problem());
        assertEquals(Objects.requireNonNull(web.deployment().contact()),
                web.send(Ask.get("/api/v1/session").cookie(web.session())).text("by"));
    }
}
