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
import pointdrop.emulators.memory.InMemory;
import pointdrop.mail.Services;

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
}
