package pointdrop.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(InMemory.class)
class OverdueHandlerTest {
    private static final String FILE = "Email,Points\nada@example.com,1\nbob@example.com,2\n";

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private Services services;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.services = Services.of(DealtUpload.stores(deployment, clock).logging(deployment.log()),
                deployment.aws().ses());
    }

    private DealtUpload dealt(int chunks) throws IOException {
        return DealtUpload.of(deployment, clock, "add-points", FILE, chunks);
    }

    private List<Map<String, Object>> logged(String event) {
        deployment.log().clear();
        new OverdueHandler(services).handleRequest(Events.read(ScheduledEvent.class, event),
                new LambdaContext("OverdueFunction", Duration.ofMinutes(1)));
        return deployment.log().all();
    }

    @Test
    void whatIsOpenForLongerThanAnHourIsToldAndCounted() throws IOException {
        DealtUpload old = dealt(2);
        String since = clock.instant().truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 13);
        clock.advance(Duration.ofMinutes(45));
        dealt(1);
        clock.advance(Duration.ofMinutes(16));

        List<Map<String, Object>> logged = logged(Events.schedule(Instant.now()));

        assertEquals(2, logged.size(), logged.toString());
        Map<String, Object> told = logged.getFirst();
        assertEquals(List.of("WARN", "demo", old.entry().id(), "IMPORTING", 2), Stream
                .of("level", "shop", "importId", "status", "pendingChunks")
                .map(told::get)
                .toList());
        assertTrue(String.valueOf(told.get("openSince")).startsWith(since), told.toString());
        assertEquals(1, logged.getLast().get("ImportsOverdue"));
    }

    @Test
    void nothingIsCountedToo() throws IOException {
        dealt(1);
        String event = Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "events/schedule.json"));

        List<Map<String, Object>> logged = logged(event);

        assertEquals(1, logged.size(), logged.toString());
        assertEquals(0, logged.getFirst().get("ImportsOverdue"));
        assertTrue(logged.getFirst().containsKey("_aws"), logged.toString());
    }

    private static Map<String, AttributeValue> key(HistoryEntry entry) {
        return Map.of("shop", AttributeValue.fromS(entry.shop()), "id", AttributeValue.fromS(entry.id()));
    }

    /// A version of a function that knows no index may have ended it.
    @Test
    void whatHasEndedIsNotCountedAndLeavesTheIndex() throws IOException {
        HistoryEntry ended = dealt(1).entry();
        HistoryEntry open = dealt(1).entry();
        deployment.dynamoDb()
                .updateItem(update -> update.tableName(deployment.importsTable())
                        .key(key(ended))
                        .updateExpression("SET #status = :status")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(":status", AttributeValue.fromS("COMPLETED"))));
        clock.advance(Duration.ofMinutes(61));

        List<Map<String, Object>> logged = logged(Events.schedule(Instant.now()));

        assertEquals(2, logged.size(), logged.toString());
        assertEquals(1, logged.getLast().get("ImportsOverdue"));
        assertEquals(List.of(open.id()), deployment.items(deployment.importsTable())
                .stream()
                .filter(item -> item.attributes().containsKey("open") || item.attributes().containsKey("openSince"))
                .map(item -> item.text("id"))
                .toList());
    }

    /// The index is a moment late.
    @Test
    void whatIsDeletedMeanwhileIsNotCounted() throws IOException {
        HistoryEntry deleted = dealt(1).entry();
        dealt(1);
        clock.advance(Duration.ofMinutes(61));
        MemoryAws late = ((MemoryAws) deployment.aws()).heardBy(new CallListener() {
            @Override
            public void before(Call call) {
                if (call.operation().equals("GetItem")) {
                    deployment.dynamoDb()
                            .deleteItem(delete -> delete.tableName(deployment.importsTable()).key(key(deleted)));
                }
            }
        });
        this.services = Services.of(Stores.of(late.s3(), late.dynamoDb(), new Environment(deployment.environment()),
                Machine.withClock(clock)).logging(deployment.log()), late.ses());

        List<Map<String, Object>> logged = logged(Events.schedule(Instant.now()));

        assertEquals(2, logged.size(), logged.toString());
        assertEquals(1, logged.getLast().get("ImportsOverdue"));
    }
}
