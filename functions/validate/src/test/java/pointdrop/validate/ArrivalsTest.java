package pointdrop.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.Killed;
import pointdrop.emulators.memory.KilledAfter;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.emulators.memory.OnceAfter;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Stage;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;

/// Which events of objects are uploads.
@ExtendWith(InMemory.class)
class ArrivalsTest {
    private static final String KEY = "imports/demo/reset-points/points.csv";
    private static final String ROWS = "Email,Points\na@example.com,1\n";

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private MemoryAws aws;
    private Stores stores;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.deployment = deployment;
        this.aws = aws;
        this.stores = stores(aws);
    }

    private Stores stores(MemoryAws clients) {
        Map<String, String> environment = deployment.environment();
        environment.put("POINTDROP_EMPTY_WAIT", "60");
        return Stores.of(clients.s3(), clients.dynamoDb(), new Environment(environment), Machine.withClock(clock));
    }

    private static void deliver(String event, Stores stores, MemoryAws clients) {
        new ValidateHandler(Services.of(stores, clients.ses())).handleRequest(Events.read(S3Event.class, event),
                new LambdaContext("ValidateFunction", Duration.ofMinutes(15)));
    }

    private void deliver(String event) {
        deliver(event, stores, aws);
    }

    private StoredObject put(String key, String text) {
        return deployment.upload(key, text);
    }

    /// What became of each entry of the history.
    private List<String> history() {
        return stores.imports()
                .history("demo", 10)
                .stream()
                .map(entry -> entry.origin().action() + " " + entry.status())
                .toList();
    }

    private Optional<HistoryEntry> entry(StoredObject object) {
        Upload upload = upload(object);
        return stores.imports().find(upload.shop(), upload.id());
    }

    private static Upload upload(StoredObject object) {
        return new Upload(object.bucket(), object.key(), object.version(), object.time());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anObjectPutOverAnUploadBeforeItWasReadCountsOnceAsTheNewerVersion(boolean inOrder) throws Exception {
        StoredObject older = put(KEY, "Email,Points\na@example.com");
        StoredObject newer = put(KEY, ROWS);

        for (StoredObject object : inOrder ? List.of(older, newer) : List.of(newer, older)) {
            deliver(Events.s3(object));
        }

        assertEquals(List.of("reset-points IMPORTING"), history());
        assertEquals("IMPORTING", entry(newer).orElseThrow().status().name());
        assertEquals(0, deployment.mailsTo(deployment.contact()).size());
    }

    @Test
    void anImportThatHasBegunIsFinishedThoughItsObjectIsReplaced() {
        StoredObject older = put(KEY, ROWS);
        stores.imports()
                .begin(HistoryEntry.Origin.of(upload(older), Optional.empty(), Optional.empty(), Optional.empty()));
        put(KEY, "Email,Points\nb@example.com,1\n");

        deliver(Events.s3(older));

        assertEquals("IMPORTING", entry(older).orElseThrow().status().name());
    }

    @Test
    void anObjectThatIsDeletedBeforeItWasReadIsImported() {
        StoredObject object = put(KEY, ROWS);
        deployment.s3().deleteObject(request -> request.bucket(deployment.uploadsBucket()).key(KEY));

        deliver(Events.s3(object));

        assertEquals("IMPORTING", entry(object).orElseThrow().status().name());
    }

    /// Does something at the first HEAD.
    private MemoryAws atFirstLook(Runnable work) {
        return aws.heardBy(new OnceAfter(call -> call.operation().equals("HeadObject"), work));
    }

    @Test
    void anEmptyObjectThatIsReplacedWithinTheMinuteIsNotAnswered() throws Exception {
        StoredObject empty = put(KEY, "");
        StoredObject[] written = new StoredObject[1];
        MemoryAws clients = atFirstLook(() -> written[0] = put(KEY, ROWS));

        deliver(Events.s3(empty), stores(clients), clients);
        deliver(Events.s3(written[0]));

        assertEquals(List.of("reset-points IMPORTING"), history());
        assertEquals(0, deployment.mailsTo(deployment.contact()).size());
    }

    @Test
    void anEmptyObjectThatStaysIsRejectedAfterAMinute() throws Exception {
        StoredObject empty = put(KEY, "");
        MemoryAws clients = atFirstLook(() -> clock.advance(Duration.ofMinutes(1)));

        deliver(Events.s3(empty), stores(clients), clients);

        assertEquals(List.of("reset-points REJECTED"), history());
        assertEquals(1, deployment.mailsTo(deployment.contact()).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"add-points | Points | 1", "reset-points | Points | 1",
            "update-birthday | Birthday(MM/DD) | 03/03", "update-customers | VIP Tier | Gold", "enroll | Name | Ada"})
    void aCopyOfBytesThatWereImportedFromItsKeyDoesNothing(String action, String column, String cell)
            throws Exception {
        String key = "imports/demo/" + action + "/a.csv";
        String rows = "Email," + column + "\na@example.com," + cell + "\n";
        StoredObject original = put(key, rows);
        deliver(Events.s3(original));
        clock.advance(Duration.ofDays(400));
        String before = deployment.items(deployment.importsTable()).toString();

        StoredObject copy = put(key, rows);
        deliver(Events.copy(copy));
        deliver(Events.copy(copy));
        deliver(Events.s3(original));

        assertEquals(before, deployment.items(deployment.importsTable()).toString());
        assertEquals(0, deployment.mailsTo(deployment.contact()).size());
    }

    @Test
    void aCopyOfAFileThatWasTurnedAwayAsImportedBeforeDoesNothing() {
        String rows = "Email,Points\na@example.com,1\n";
        String key = "imports/demo/add-points/again.csv";
        StoredObject first = put("imports/demo/add-points/a.csv", rows);
        deliver(Events.s3(first));
        StoredObject again = put(key, rows);
        deliver(Events.s3(again));
        clock.advance(Duration.ofDays(8));

        deliver(Events.copy(put(key, rows)));

        assertEquals("IMPORTING", entry(first).orElseThrow().status().name());
        assertEquals("REJECTED", entry(again).orElseThrow().status().name());
        assertEquals(2, history().size());
    }

    @Test
    void aCopyThatBringsSomethingIsAnUpload() {
        deliver(Events.copy(put(KEY, ROWS)));
        deliver(Events.copy(put(KEY, "Email,Points\nb@example.com,1\n")));
        deliver(Events.copy(put(KEY.replace("points.csv", "other.csv"), ROWS)));

        assertEquals(List.of("reset-points IMPORTING", "reset-points IMPORTING", "reset-points IMPORTING"), history());
    }

    @Test
    void aCopyThatWasAnUploadContinuesWithItsNextDelivery() {
        StoredObject copy = put(KEY, ROWS);
        deliver(Events.copy(copy));
        String chunk = deployment.dataKeys("chunks/").getFirst();
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));

        deliver(Events.copy(copy));

        assertEquals(List.of(chunk), deployment.dataKeys("chunks/"));
    }

    @Test
    void bytesThatWereRejectedMayBeCopiedOntoThemselves() {
        String rows = "Email,Points\na@example.com,1\n";
        String key = "imports/later/reset-points/a.csv";
        deliver(Events.s3(put(key, rows)));
        deployment.putShop("later", "owner@later.example");

        StoredObject copy = put(key, rows);
        deliver(Events.copy(copy));

        assertEquals("IMPORTING", entry(copy).orElseThrow().status().name());
    }

    /// Delivers an event to a function that is killed after a call, a minute before the next delivery.
    ///
    /// @return false where it makes fewer calls
    private boolean isKilled(String event, int call) {
        AtomicInteger calls = new AtomicInteger();
        MemoryAws clients = aws.heardBy(new KilledAfter(_ -> calls.incrementAndGet() == call));
        try {
            deliver(event, stores(clients), clients);
            return false;
        } catch (Killed killed) {
            clock.advance(Duration.ofMinutes(1));
            return true;
        }
    }

    /// What imports it may be a request that somebody sends meanwhile.
    private void isImportedMeanwhile(StoredObject object) {
        entry(object).filter(entry -> entry.status() == Status.IMPORTING)
                .ifPresent(entry -> stores.imports()
                        .complete(stores.pendingChunks()
                                .close(entry.chunks(Stage.IMPORT).getFirst(), Counts.NONE)
                                .orElseThrow(), "report"));
    }

    private void assertACopyDoesNothing(String key, String rows, String where) {
        StoredObject copy = put(key, rows);
        deliver(Events.copy(copy));

        assertEquals(Optional.empty(), entry(copy), where);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCopyIsNoticedWhereverTheFirstDeliveryOfItsFileWasKilled(boolean importedMeanwhile) {
        boolean killed = true;
        for (int call = 1; killed; call++) {
            String key = KEY.replace("points.csv", call + ".csv");
            StoredObject object = put(key, ROWS);
            killed = isKilled(Events.s3(object), call);
            if (importedMeanwhile) {
                isImportedMeanwhile(object);
            }
            deliver(Events.s3(object));

            assertACopyDoesNothing(key, ROWS, "killed after call " + call);
        }
    }

    @Test
    void aCopyIsNoticedWhereverTheDeliveryThatTurnedItsFileAwayWasKilled() {
        String rows = "Email,Points\na@example.com,1\n";
        deliver(Events.s3(put("imports/demo/add-points/a.csv", rows)));
        boolean killed = true;
        for (int call = 1; killed; call++) {
            String key = "imports/demo/add-points/" + call + "/a.csv";
            StoredObject again = put(key, rows);
            killed = isKilled(Events.s3(again), call);
            deliver(Events.s3(again));
            assertEquals("REJECTED", entry(again).orElseThrow().status().name());

            assertACopyDoesNothing(key, rows, "killed after call " + call);
        }
    }

    /// Its mail asks to drop the file again.
    @Test
    void aCopyOfAFileWhoseValidationWasGivenUpIsAnUpload() {
        String rows = "Email,Points\na@example.com,1\n";
        deliver(Events.s3(put("imports/demo/add-points/a.csv", rows)));
        int givenUp = 0;
        boolean killed = true;
        for (int call = 1; killed; call++) {
            String key = "imports/demo/add-points/" + call + "/a.csv";
            StoredObject again = put(key, rows);
            killed = isKilled(Events.s3(again), call);
            Optional<HistoryEntry> begun = entry(again).filter(entry -> entry.status() == Status.VALIDATING);
            if (begun.isPresent()) {
                givenUp++;
                stores.lastImported().put(upload(again), stores.imports().fail(begun.get(), Rejection.GIVEN_UP));

                StoredObject copy = put(key, rows);
                deliver(Events.copy(copy));

                assertEquals("REJECTED", entry(copy).map(entry -> entry.status().name()).orElse("not answered"),
                        "killed after call " + call);
            }
        }
        assertTrue(givenUp > 3, "given up: " + givenUp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\": []}",
            "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"uploads\"}"})
    void anEventWithoutRecordsDoesNothing(String event) {
        deliver(event);

        assertEquals(List.of(), deployment.items(deployment.importsTable()));
    }

    @Test
    void theBytesOfACopyAreReadAndItsDownloadClosed() {
        deliver(Events.s3(put(KEY, ROWS)));
        deliver(Events.copy(deployment.upload(KEY, ROWS.getBytes(UTF_8), Map.of("repeat", "yes"))));

        assertEquals(0, aws.buckets().openDownloads());
        assertEquals(1, history().size());
    }
}
