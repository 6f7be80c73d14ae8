package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.Upload;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Asking for exports.
@ExtendWith(InMemory.class)
class ExportsTest {
    private static final String PATH = "/api/v1/shops/demo/exports";

    private TestWeb web;
    private String token;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.token = web.writer();
    }

    private Ask ask(String body) {
        return Ask.post(PATH).token(token).json(body);
    }

    private List<String> dropped() {
        return web.deployment()
                .s3()
                .listObjectVersions(list -> list.bucket(web.deployment().uploadsBucket()))
                .versions()
                .stream()
                .map(version -> version.key())
                .toList();
    }

    private String content(String id) {
        return web.deployment()
                .s3()
                .getObjectAsBytes(
                        get -> get.bucket(web.deployment().uploadsBucket()).key("exports/demo/%s.json".formatted(id)))
                .asUtf8String();
    }

    @Test
    void anExportIsDroppedWhereAnS3ClientDropsIt() {
        Reply reply = web.send(ask("{\"email\":\"Ann@demo.example\",\"delimiter\":\"tab\"}"));

        String id = reply.text("requestId");
        assertEquals("202 waiting 1 %s/%s".formatted(PATH, id),
                String.join(" ", "" + reply.status(), reply.text("state"),
                        reply.header("retry-after"), reply.header("location")));
        assertEquals("{\"email\":\"ann@demo.example\",\"delimiter\":\"tab\"}", content(id));
        assertEquals(Map.of("by", "token ci"), web.deployment()
                .s3()
                .headObject(
                        head -> head.bucket(web.deployment().uploadsBucket()).key("exports/demo/%s.json".formatted(id)))
                .metadata());
    }

    @Test
    void theMailGoesToTheOperatorOrTheContact() {
        web.putShop("demo", Map.of("operators", AttributeValue
                .fromSs(List.of("op@elsewhere.example"))));

        assertEquals("{\"email\":\"%s\",\"delimiter\":\"comma\"}".formatted(web.deployment().contact()),
                content(web.send(ask("")).text("requestId")));
        assertEquals("{\"email\":\"op@elsewhere.example\",\"delimiter\":\"comma\"}", content(web.send(
                Ask.post(PATH).cookie(web.session("op@elsewhere.example")).fromPage()).text("requestId")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"email\":\"x@evil.example\"}|400 RECIPIENT_NOT_ALLOWED",
            "{\"email\":1}|400 REQUEST_INVALID",
            "{\"delimiter\":\"x\"}|400 REQUEST_INVALID", "{\"delimiter\":\"\"}|400 REQUEST_INVALID",
            "[]|400 REQUEST_INVALID"})
    void aRequestThatIsNotUnderstoodDropsNothing(String body, String answer) {
        assertEquals(answer, web.send(ask(body)).problem());
        assertEquals(List.of(), dropped());
    }

    @Test
    void aRequestSaysWhatBecameOfIt() {
        String id = web.send(ask("{}")).text("requestId");
        Ask show = Ask.get(PATH + "/" + id).token(token);
        assertEquals("waiting 1", web.send(show).text("state") + " " + web.send(show).header("retry-after"));
        S3Object object = web.deployment()
                .s3()
                .listObjectsV2(list -> list.bucket(web.deployment().uploadsBucket()))
                .contents()
                .getFirst();
        var entry = new History(web, "demo").exporting();

        web.stores()
                .expected()
                .arrived(new Upload(web.deployment().uploadsBucket(), object.key(), "", object.lastModified()), entry);

        assertEquals("exporting " + entry.id(), web.send(show).text("state") + " " + web.send(show).text("importId"));
        assertEquals("", web.send(show).header("retry-after"));
    }

    @Test
    void theSameKeyAsksOnce() {
        Ask first = ask("{}").with("Idempotency-Key", "a");
        String id = web.send(first).text("requestId");

        assertEquals(id, web.send(first).text("requestId"));
        assertEquals(id, web.send(ask("{\"delimiter\":\",\"}").with("Idempotency-Key", "a")).text("requestId"));
        web.clock().advance(Duration.ofMinutes(5));
        assertEquals(id, web.send(first).text("requestId"));
        assertEquals("422 IDEMPOTENCY_KEY_USED",
                web.send(ask("{\"delimiter\":\";\"}").with("Idempotency-Key", "a")).problem());
        assertEquals(1, dropped().size());

        assertNotEquals(id, web.send(ask("{}").with("Idempotency-Key", "b")).text("requestId"));
        assertNotEquals(id, web.send(ask("{}")).text("requestId"));
        assertEquals(3, dropped().size());
    }

    @Test
    void aKeyIsFreeAgainAfterAWeek() {
        Ask ask = ask("{}").with("Idempotency-Key", "a");
        web.send(ask);
        web.clock().advance(Duration.ofDays(7));

        assertEquals(202, web.send(ask("{\"delimiter\":\";\"}").with("Idempotency-Key", "a")).status());
    }

    @Test
    void aKeyHasALength() {
        for (String key : List.of("", " ", "x".repeat(201))) {
            assertEquals("400 REQUEST_INVALID", web.send(ask("{}").with("Idempotency-Key", key)).problem());
        }
        assertEquals(202, web.send(ask("{}").with("Idempotency-Key", "x".repeat(200))).status());
    }

    @Test
    void aCallThatDiedBeforeItsObjectIsMadeGoodByTheNextOne() {
        AtomicBoolean dies = new AtomicBoolean(true);
        MemoryAws aws = ((MemoryAws) web.deployment().aws()).heardBy(new CallListener() {
            @Override
            public void before(Call call) {
                if (call.operation().equals("PutObject") && dies.get()) {
                    throw S3Exception.builder().message(call.key()).statusCode(403).build();
                }
            }
        });
        TestWeb dying = new TestWeb(web.deployment(), aws, TestWeb.URL);
        Ask ask = ask("{\"email\":\"ann@demo.example\"}").with("Idempotency-Key", "a");
        Reply failed = dying.sendToBroken(ask);
        assertEquals("500 INTERNAL", failed.problem());
        String line = dying.log().ofLevel("ERROR").getFirst().toString();
        assertTrue(line.contains("route=POST /api/v1/shops/{shop}/exports, shop=demo"), line);
        for (String secret : List.of(token, "ann", PATH, "exports/")) {
            assertEquals(-1, line.indexOf(secret), secret);
        }
        dying.log().clear();
        dies.set(false);

        // It may still be at work.
        assertEquals(202, dying.send(ask).status());
        assertEquals(List.of(), dropped());
        dying.clock().advance(Duration.ofSeconds(31));
        assertEquals(202, dying.send(ask).status());

        assertEquals(1, dropped().size());
    }
}
