package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.Rejection;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.HistoryEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Links to the files of an entry.
@ExtendWith(InMemory.class)
class DownloadsTest {
    private TestWeb web;
    private History history;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.history = new History(web, "demo");
    }

    private Ask ask(HistoryEntry entry, String what) {
        return Ask.get("/api/v1/shops/demo/imports/%s/%s".formatted(entry.id(), what)).token(web.reader());
    }

    private Reply send(HistoryEntry entry, String what) {
        return web.send(ask(entry, what));
    }

    /// Path and file name of a link, which must have all that every link has.
    private static String link(Reply reply) {
        assertEquals("302", reply.problem());
        URI url = URI.create(reply.header("location"));
        String query = URLDecoder.decode(url.getRawQuery(), UTF_8);
        for (String part : List.of("X-Amz-Expires=60&", "response-content-type=application/octet-stream",
                "response-cache-control=no-store",
                "response-content-disposition=attachment; filename=\"", "X-Amz-SignedHeaders=host&")) {
            assertTrue(query.contains(part), query);
        }
        return url.getPath() + " " + query.replaceFirst(".*attachment; filename=\"([^\"]*)\".*", "$1");
    }

    @Test
    void eachFileOfAnEntryIsSavedUnderItsName() {
        HistoryEntry completed = history.completed();
        HistoryEntry ready = history.ready();
        HistoryEntry exported = history.exported();
        String id = "demo-" + completed.id();

        assertEquals("/reports/demo/%s/errors.csv errors-%s.csv".formatted(completed.id(), id),
                link(send(completed, "report")));
        assertEquals("/imports/demo/add-points/%s/may.csv may.csv".formatted(completed.id()),
                link(send(completed, "file")));
        assertEquals("/outcomes/demo/%s/0.csv.gz outcomes-0-%s.csv.gz".formatted(completed.id(), id),
                link(send(completed, "outcomes")));
        assertEquals("/outcomes/demo/%s/0.csv.gz outcomes-0-%s.csv.gz".formatted(completed.id(), id),
                link(send(completed, "outcomes?chunk=0")));
        assertEquals("/reports/demo/%s/review-errors.csv review-errors-demo-%s.csv".formatted(ready.id(), ready.id()),
                link(send(ready, "report")));
        assertEquals("/exports/demo/%s.csv customers-demo-%s.csv".formatted(exported.id(), exported.id()),
                link(send(exported, "file")));
        assertTrue(send(completed, "file").header("location").contains("versionId=v1"));
    }

    @Test
    void aLinkIsAnAnswerInJsonForWhoAsksForThat() {
        Instant before = Instant.now();
        Reply reply = web.send(ask(history.completed(), "report").with("Accept", "application/json"));

        assertEquals(200, reply.status());
        assertTrue(reply.text("url").contains("X-Amz-Signature="), reply.body());
        Duration valid = Duration.between(before, Instant.parse(reply.text("expiresAt")));
        assertTrue(valid.toSeconds() >= 58 && valid.toSeconds() <= 120, reply.body());
    }

    @Test
    void aFileThatIsNotThereIsNotLinkedTo() {
        HistoryEntry undo = history.undo(history.completed(), null);
        Map<HistoryEntry, List<String>> missing = Map.of(history.validating(), List.of("report", "outcomes"),
                history.reviewing(),
                List.of("report", "outcomes"), history.ready(), List.of("outcomes"), history.importing(),
                List.of("report", "outcomes"),
                history.started(), List.of("report", "outcomes"), history.exporting(),
                List.of("report", "outcomes", "file"),
                history.exported(), List.of("report", "outcomes"), history.failed(), List.of("report", "outcomes"),
                undo,
                List.of("report", "outcomes", "file"), history.rejected(Rejection.Code.FILE_EMPTY, "It is empty."),
                List.of("report", "outcomes"));
        missing.forEach((entry, files) -> files.forEach(
                file -> assertEquals("404 NOT_FOUND", send(entry, file).problem(),
                        entry.origin().kind() + " " + entry.status() + " " + file)));
        assertEquals("404 NOT_FOUND", send(history.completed(), "outcomes?chunk=1").problem());
        assertEquals("404 NOT_FOUND", send(history.completed(), "outcomes?chunk=999").problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "1000", "0x0", "0/../1", "%D9%A0"})
    void aPartHasANumber(String chunk) {
        assertEquals("400 REQUEST_INVALID", send(history.completed(), "outcomes?chunk=" + chunk).problem());
    }

    @Test
    void aFileOfAnotherShopIsNotLinkedToWhateverTheEntrySays() {
        for (String key : List.of("imports/other/enroll/a.csv", "exports/demo/a.json", "imports/demo-2/enroll/a.csv")) {
            HistoryEntry entry = history.completed();
            web.deployment()
                    .dynamoDb()
                    .updateItem(update -> update.tableName(web.deployment().importsTable())
                            .key(Map.of("shop", AttributeValue.fromS("demo"), "id", AttributeValue.fromS(entry.id())))
                            .updateExpression("SET uploadKey = :key")
                            .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))));

            assertEquals("404 NOT_FOUND", send(entry, "file").problem(), key);
        }
    }
}
