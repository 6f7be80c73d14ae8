package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.FileLinks.FileLink;
import pointdrop.storage.HistoryEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What template.yaml allows the function, against what it needs.
class PrivilegesTest {
    private static final Pattern SIGN_IN = Pattern.compile("/sign-in/[A-Za-z0-9_-]{43}");

    private final MemoryAws aws = new MemoryAws();
    private TestWeb web;
    private History history;

    @BeforeEach
    void deploy() {
        Template template = Template.ofProject("test",
                Map.of("SenderAddress", "points@mail.example", "SesConfigurationSet", "mails", "KmsKeyArn",
                        "arn:aws:kms:eu-central-1:000000000000:key/any"));
        this.web = new TestWeb(new Deployment(aws, template));
        this.history = new History(web, "demo");
    }

    private Reply send(Ask ask) {
        Reply reply = web.send(ask.token(web.writer()));
        assertTrue(reply.status() < 400, () -> ask + " " + reply);
        return reply;
    }

    private Reply get(String path) {
        return send(Ask.get("/api/v1/shops/demo/" + path));
    }

    private Reply post(String path, String json) {
        return send(Ask.post("/api/v1/shops/demo/" + path).json(json));
    }

    @Test
    void nothingIsAllowedThatTheFunctionDoesNotNeed() {
        anOperatorSignsInAndOut();
        aFileIsUploaded();
        importsAreLookedAt();
        importsAreStartedCancelledAndUndone();
        anExportIsAskedFor();
        aCustomerIsLookedUp();
        aLinkOfAMailIsFollowedAndRevoked();

        assertEquals(List.of(), web.deployment()
                .template()
                .function("WebFunction")
                .policy()
                .unused(web.privileges().needed())
                .stream()
                .map(rule -> rule.action() + " " + rule.resource())
                .toList());
    }

    private void anOperatorSignsInAndOut() {
        Reply asked = web.send(Ask.post("/api/v1/sign-in")
                .json("{\"shop\":\"demo\",\"email\":\"%s\"}".formatted(web.deployment().contact())));
        Matcher link = SIGN_IN.matcher(aws.mails().all().getLast().text());
        assertTrue(link.find());
        String session = web.send(Ask.post(link.group())
                .cookie(asked.cookie(TestWeb.BROWSER).orElseThrow())
                .with("Origin", "null")
                .with("Sec-Fetch-Site", "same-origin")
                .with("Content-Type", "application/x-www-form-urlencoded")).cookie(TestWeb.SESSION).orElseThrow();
        assertEquals(204, web.send(Ask.delete("/api/v1/session").cookie(session).fromPage()).status());
    }

    private void aFileIsUploaded() {
        Reply upload = post("uploads", "{\"action\":\"enroll\",\"file\":\"a.csv\",\"size\":1}");
        assertEquals("waiting", get("uploads/" + upload.text("uploadId")).text("state"));
    }

    private void importsAreLookedAt() {
        HistoryEntry completed = history.completed();
        HistoryEntry ready = history.ready();
        HistoryEntry exported = history.exported();
        get("imports");
        get("imports/" + ready.id());
        get("imports/%s/report".formatted(completed.id()));
        get("imports/%s/file".formatted(completed.id()));
        get("imports/%s/outcomes".formatted(completed.id()));
        get("imports/%s/file".formatted(exported.id()));
        aws.s3()
                .deleteObject(request -> request.bucket(web.deployment().dataBucket())
                        .key("previews/demo/%s/preview.json".formatted(ready.id())));
        get("imports/" + ready.id());
    }

    private void importsAreStartedCancelledAndUndone() {
        post("imports/%s/start".formatted(history.ready().id()), "");
        post("imports/%s/cancel".formatted(history.ready().id()), "");
        post("imports/%s/undo".formatted(history.completed().id()), "");
    }

    private void anExportIsAskedFor() {
        get("exports/" + post("exports", "{}").text("requestId"));
    }

    private void aCustomerIsLookedUp() {
        EmailAddress email = new EmailAddress("ada@example.com");
        web.putCustomer("demo", email, Map.of("points", AttributeValue.fromN("1")));
        post("customers/lookup", "{\"email\":\"ada@example.com\"}");
    }

    private void aLinkOfAMailIsFollowedAndRevoked() {
        String token = web.stores()
                .fileLinks()
                .create(new FileLink("demo", "exports/demo/1.csv", "customers.csv",
                        web.clock().instant().plusSeconds(60)));
        assertEquals(200, web.send(Ask.get("/d/" + token)).status());
        assertTrue(web.send(Ask.delete("/d/" + token)).status() < 300);
    }
}
