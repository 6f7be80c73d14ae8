package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.FileLinks.FileLink;
import pointdrop.storage.HistoryEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Each answer that docs/openapi.yaml describes is given; that it is as described, [TestWeb#send] checks.
@ExtendWith(InMemory.class)
class EveryAnswerTest {
    private static final String SHOP = "/api/v1/shops/demo";
    private static final String NONE = SHOP + "/imports/20261123T100000Z-ffffffffff";
    private static final List<String> VERBS = List.of("start", "cancel", "undo");

    private TestWeb web;
    private History history;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.history = new History(web, "demo");
    }

    /// The answers to a call for somebody who may make it, for nobody, for who may only read, for another shop, for a browser that sends no JSON, and for one on another page.
    private void send(Ask ask) {
        web.send(ask.token(web.writer()));
        web.send(ask);
        web.send(ask.token(web.reader()));
        web.send(ask.token(web.token("other", Access.WRITE)));
        web.send(ask.cookie(web.session()).with("Origin", TestWeb.URL));
        web.send(ask.cookie(web.session()));
    }

    private static String path(HistoryEntry entry) {
        return SHOP + "/imports/" + entry.id();
    }

    @Test
    void eachDescribedAnswerIsGiven() {
        session();
        uploadsAndExports();
        imports();
        links();

        Set<String> missing = new TreeSet<>(Contract.answers());
        missing.removeAll(web.contract().seen());
        assertEquals(Set.of(), missing);
    }

    private void session() {
        send(Ask.get("/api/v1/session"));
        send(Ask.delete("/api/v1/session"));
        Ask signIn = Ask.post("/api/v1/sign-in").json("{\"shop\":\"demo\",\"email\":\"a@a.example\"}");
        web.send(signIn);
        web.send(signIn.body("{}"));
        web.send(signIn.with("Origin", "null"));
        web.putCustomer("demo", new EmailAddress("ann@a.example"), Map.of("points", AttributeValue.fromN("5")));
        for (String email : List.of("ann@a.example", "bob@a.example", "")) {
            send(Ask.post(SHOP + "/customers/lookup").body("{\"email\":\"%s\"}".formatted(email)));
        }
        send(Ask.get(SHOP + "/templates/enroll.csv"));
    }

    private void uploadsAndExports() {
        for (long size : List.of(0L, 1L, Long.MAX_VALUE)) {
            send(Ask.post(SHOP + "/uploads").body("{\"action\":\"enroll\",\"file\":\"a.csv\",\"size\":" + size + "}"));
        }
        send(Ask.get(web
                .send(Ask.post(SHOP + "/uploads")
                        .token(web.writer())
                        .body("{\"action\":\"enroll\",\"file\":\"a.csv\",\"size\":1}"))
                .header("location")));
        for (String delimiter : List.of(",", ";", "x")) {
            send(Ask.post(SHOP + "/exports")
                    .with("Idempotency-Key", "1")
                    .body("{\"delimiter\":\"%s\"}".formatted(delimiter)));
        }
        send(Ask.get(web.send(Ask.post(SHOP + "/exports").token(web.writer())).header("location")));
    }

    private void imports() {
        HistoryEntry completed = history.completed();
        send(Ask.get(SHOP + "/imports"));
        send(Ask.get(SHOP + "/imports?limit=0"));
        send(Ask.get(path(completed)));
        send(Ask.get(path(completed)).with("If-None-Match", "*"));
        for (String verb : VERBS) {
            List.of(history.ready(), history.completed(), history.validating())
                    .forEach(entry -> send(Ask.post(path(entry) + "/" + verb)));
            send(Ask.post(NONE + "/" + verb));
        }
        for (String file : List.of("report", "file", "outcomes")) {
            send(Ask.get(path(completed) + "/" + file));
            send(Ask.get(path(completed) + "/" + file).with("Accept", "application/json"));
            send(Ask.get(NONE + "/" + file));
        }
        send(Ask.get(path(completed) + "/outcomes?chunk=x"));
    }

    private void links() {
        String browser = "b".repeat(43);
        String signIn = "/sign-in/" + web.stores().signIns().create(web.owner(), browser);
        String file = "/d/" + web.stores()
                .fileLinks()
                .create(new FileLink("demo", "exports/demo/1.csv", "a.csv",
                        web.clock().instant().plus(Duration.ofDays(7))));
        for (Ask page : List.of(Ask.get(signIn), Ask.get(file))) {
            Ask button = Ask.post(page.target()).with("Origin", TestWeb.URL);
            web.send(page);
            web.send(button);
            web.send(button.cookie(TestWeb.BROWSER + "=" + browser));
            web.send(Ask.delete(page.target()));
            web.send(page);
            web.send(button);
            for (Ask other : List.of(page, button, Ask.delete(page.target()))) {
                web.send(Ask.of(other.method(), other.target() + "x"));
            }
        }
    }
}
