package pointdrop.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        this.services = Services.of(DealtUpload.stores(deployment, clock), deployment.aws().ses());
    }

    private DealtUpload dealt(int chunks) throws IOException {
        return DealtUpload.of(deployment, clock, "add-points", FILE, chunks);
    }

    private List<String> logged(String event) {
        List<String> lines = new ArrayList<>();
        new OverdueHandler(services).handleRequest(Events.read(ScheduledEvent.class, event),
                new LambdaContext("OverdueFunction", Duration.ofMinutes(1), lines::add));
        return lines;
    }

    @Test
    void whatIsOpenForLongerThanAnHourIsToldAndCounted() throws IOException {
        DealtUpload old = dealt(2);
        clock.advance(Duration.ofMinutes(45));
        dealt(1);
        clock.advance(Duration.ofMinutes(16));

        List<String> lines = logged(Events.schedule(Instant.now()));

        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.getFirst().contains("demo " + old.entry().id() + " IMPORTING"), lines.toString());
        assertTrue(lines.getFirst().endsWith(" 2"), lines.toString());
        assertEquals("ImportsOverdue 1", lines.getLast());
    }

    @Test
    void nothingIsCountedToo() throws IOException {
        dealt(1);
        String event = Files.readString(Path.of(System.getProperty("pointdrop.home"), "events/schedule.json"));

        assertEquals(List.of("ImportsOverdue 0"), logged(event));
    }
}
