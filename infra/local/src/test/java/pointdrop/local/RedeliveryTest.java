package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.Killed;
import pointdrop.emulators.memory.KilledAfter;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Source;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;

/// What docs/RUNBOOK.md says of delivering again: the event is made of what the history knows.
@ExtendWith(InMemory.class)
class RedeliveryTest {
    private static final String FILE = "Email,Points\nada@example.com,1\nbob@example.com,2\n";

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private MemoryAws aws;
    private Platform platform;
    private StoredObject upload;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.deployment = deployment;
        this.aws = aws;
        this.platform = new Platform(deployment, aws, Machine.withClock(clock));
        platform.drop("imports/demo/enroll/customers.csv",
                "Email,Points\nada@example.com,100\nbob@example.com,50\n".getBytes(UTF_8));
        this.upload = deployment.upload("imports/demo/add-points/file.csv", FILE);
    }

    private HistoryEntry dying(String operation) {
        CallListener death = new KilledAfter(call -> call.operation().equals(operation));
        assertThrows(Killed.class,
                () -> new Platform(deployment, aws.heardBy(death), Machine.withClock(clock)).validate(upload));
        clock.advance(Duration.ofHours(2));
        return platform.history(upload);
    }

    private StoredObject object(HistoryEntry entry) {
        Source source = Objects.requireNonNull(entry.origin().source());
        return new StoredObject(deployment.uploadsBucket(), source.key(), source.versionId(), "", 1,
                entry.origin().startedAt());
    }

    private StoredObject again(HistoryEntry entry) {
        StoredObject object = object(entry);
        return new StoredObject(object.bucket(), object.key(), object.version(), "", 1, clock.instant());
    }

    private long balance(String email) {
        return deployment.items(deployment.customersTable())
                .stream()
                .filter(item -> item.text("email").equals(email))
                .findFirst()
                .orElseThrow()
                .number("points");
    }

    private HistoryEntry imported(StoredObject object) {
        platform.validate(object);
        platform.importAll("chunks/", platform.history(object));
        return platform.history(object);
    }

    @Test
    void anOpenImportGoesOnByTheEventThatItsEntryDescribes() {
        HistoryEntry open = dying("PutObject");
        assertEquals(Status.VALIDATING, open.status());

        HistoryEntry ended = imported(object(open));

        assertEquals(open.id(), ended.id());
        assertEquals(Status.COMPLETED, ended.status());
        assertEquals(101, balance("ada@example.com"));
    }

    @Test
    void chunksThatAreNotReleasedAreCopiedByIt() {
        HistoryEntry open = dying("CopyObject");
        assertEquals(Status.IMPORTING, open.status());
        String chunk = platform.onlyChunk(upload);
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));

        assertEquals(Status.COMPLETED, imported(object(open)).status());
        assertEquals(52, balance("bob@example.com"));
    }

    @Test
    void whatWasGivenUpStaysSoByTheSameEventAndIsAnImportOfItsOwnByALaterOne() {
        HistoryEntry open = dying("PutObject");
        platform.abandonUpload(upload);

        HistoryEntry same = imported(object(open));
        assertEquals(Status.FAILED, same.status());
        assertEquals(100, balance("ada@example.com"));

        HistoryEntry other = imported(again(open));
        assertEquals(Status.COMPLETED, other.status());
        assertEquals(101, balance("ada@example.com"));
        HistoryEntry third = imported(again(other));
        assertEquals("REJECTED ALREADY_IMPORTED", third.status() + " "
                + Objects.requireNonNull(third.findings().rejection()).code());
        assertEquals(101, balance("ada@example.com"));
    }
}
