package pointdrop.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.domain.Counts;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.Item;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.emulators.memory.OnceAfter;
import pointdrop.mail.Services;
import pointdrop.storage.Clients;
import pointdrop.storage.Expected;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;
import pointdrop.storage.Upload;

@ExtendWith(InMemory.class)
class AbandonHandlerTest {
    private static final String FILE = """
            Email,Points
            ada@example.com,50
            bob@example.com,-500
            cleo@example.com,7
            x,1
            cleo@example.com,many
            """;
    private static final String EVA = "eva@example.com,5\n";
    /// The failed rows of [#FILE] where no delivery applied any of them: cells, row number, codes.
    private static final List<String> ALL_NOT_PROCESSED = List.of("ada@example.com,50,2, NOT_PROCESSED",
            "bob@example.com,-500,3, NOT_PROCESSED", "cleo@example.com,7,4, NOT_PROCESSED", "x,1,5, EMAIL_INVALID",
            "cleo@example.com,'many,6, NOT_PROCESSED POINTS_INVALID");
    private static final Map<String, Long> ENROLLED = Map.of("ada@example.com", 100L, "bob@example.com", 50L,
            "cleo@example.com", 0L, "eva@example.com", 0L);
    /// The cells before the first code in a line of the report, and the codes.
    private static final Pattern CELLS = Pattern.compile("^.*?(?=\"?[A-Z]+_[A-Z]+: )|[A-Z]+_[A-Z]+(?=: )");

    /// By any function's clock: the longest call, and what clocks may differ by.
    private static final Duration ALL_CALLS_HAVE_ENDED = Clients.LONGEST_CALL.plusSeconds(5);

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private Services services;

    @BeforeEach
    void deploy(Deployment deployment) throws IOException {
        this.deployment = deployment;
        this.services = Services.of(DealtUpload.stores(deployment, clock).logging(deployment.log()),
                deployment.aws().ses());
        deliver(DealtUpload.of(deployment, "enroll", """
                Email,Name,Points
                ada@example.com,Ada,100
                bob@example.com,Bob,50
                cleo@example.com,Cleo,0
                eva@example.com,Eva,0
                """, 1).message(0));
    }

    private static LambdaContext context() {
        return new LambdaContext("Function", Duration.ofMinutes(5));
    }

    private void deliver(String message) {
        new ImportHandler(services).handleRequest(Events.read(SQSEvent.class, message), context());
    }

    /// Delivers a message three times. The second and the third delivery change nothing.
    private void abandon(String message) throws Exception {
        AbandonHandler handler = new AbandonHandler(services);
        handler.handleRequest(Events.read(SQSEvent.class, message), context());
        Map<String, Object> state = state();
        handler.handleRequest(Events.read(SQSEvent.class, message), context());
        handler.handleRequest(Events.read(SQSEvent.class, message), context());
        assertEquals(state, state());
    }

    private void abandon(StoredObject upload) throws Exception {
        abandon(letter(upload));
    }

    private static String letter(StoredObject upload) {
        return Events.sqs("DeadLetterQueue", "message",
                Events.failure("Function", Events.s3(upload), 3, "Task timed out"), 1);
    }

    private Map<String, Object> state() throws Exception {
        Map<String, Object> state = new TreeMap<>();
        state.put("customers", deployment.items(deployment.customersTable()));
        state.put("imports", deployment.items(deployment.importsTable()));
        state.put("mails", subjects());
        deployment.dataKeys("").forEach(key -> state.put(key, Arrays.toString(deployment.data(key))));
        return state;
    }

    /// The balances that differ from those at enrolment.
    private Map<String, Long> changedBalances() {
        Map<String, Long> balances = deployment.items(deployment.customersTable())
                .stream()
                .collect(Collectors.toMap(item -> item.text("email"), item -> item.number("points")));
        balances.entrySet().removeAll(ENROLLED.entrySet());
        return balances;
    }

    /// Subjects of the mails since the customers were enrolled.
    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (var mail : deployment.mailsTo(deployment.contact())) {
            subjects.add(mail.getSubject());
        }
        return subjects.subList(1, subjects.size());
    }

    private String latestMail() throws Exception {
        return Mailbox.text(deployment.mailsTo(deployment.contact()).getLast());
    }

    private List<String> failures(DealtUpload upload) {
        return new String(deployment.data("reports/demo/" + upload.entry().id() + "/errors.csv"), UTF_8).lines()
                .skip(1)
                .map(line -> CELLS.matcher(line).results().map(MatchResult::group).collect(Collectors.joining(" ")))
                .toList();
    }

    /// The import that the event of an upload begins.
    private HistoryEntry latest() {
        return DealtUpload.stores(deployment, clock)
                .imports()
                .history("demo", 10)
                .stream()
                .filter(entry -> !entry.origin().action().equals("enroll"))
                .findFirst()
                .orElseThrow();
    }

    private void unrelease(DealtUpload upload, int chunk) {
        deployment.s3()
                .deleteObject(request -> request.bucket(deployment.dataBucket()).key(upload.chunkKey(chunk)));
    }

    @Test
    void rowsThatACrashedDeliveryAppliedAreCountedAsAppliedEvenAfterLaterImports() throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", FILE.replace(",50", ",-60"), 1);
        upload.applyRowsOf("ada@example.com", 0);
        deliver(DealtUpload.of(deployment, "reset-points", "Email,Points\nada@example.com,3\n", 1).message(0));

        abandon(upload.message(0));

        assertEquals(Status.FAILED, upload.now().status());
        assertEquals(new Counts(1, 0, 4, 0, 60).withGivenUp(3, 0).withRepeatedEmails(1), upload.now().counts());
        assertEquals(ALL_NOT_PROCESSED.subList(1, 5), failures(upload));
        assertEquals(Map.of("ada@example.com", 3L), changedBalances());
        assertEquals("Import failed: 1 of 5 rows applied", subjects().getLast());
    }

    /// A message that an operator moves back from the dead-letter queue.
    @ParameterizedTest
    @CsvSource({"ImportFunction", "AbandonFunction"})
    void whatALateMessageCannotKnowIsNotAppliedAgain(String function) throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, clock, "add-points", FILE + "dora@example.com,1\n", 1);
        upload.applyRowsOf("ada@example.com", 0);
        upload.applyRowsOf("cleo@example.com", 0);
        clock.advance(Duration.ofDays(8));
        deliver(DealtUpload
                .of(deployment, clock, "add-points", "Email,Points\nada@example.com,1\neva@example.com,1\n", 1)
                .message(0));
        clock.advance(Duration.ofDays(1));

        if (function.equals("ImportFunction")) {
            deliver(upload.message(0));
        } else {
            abandon(upload.message(0));
        }

        assertEquals(List.of("ada@example.com,50,2, NOT_KNOWN", "bob@example.com,-500,3, NOT_PROCESSED",
                "x,1,5, EMAIL_INVALID", "cleo@example.com,'many,6, POINTS_INVALID",
                "dora@example.com,1,7, NOT_PROCESSED"), failures(upload));
        assertEquals(new Counts(1, 0, 5, 7, 0).withGivenUp(2, 1).withRepeatedEmails(1), upload.now().counts());
        assertEquals(Map.of("ada@example.com", 151L, "cleo@example.com", 7L, "eva@example.com", 1L), changedBalances());
        assertTrue(latestMail().contains("1 row in it may have been applied"), latestMail());
    }

    @ParameterizedTest
    @CsvSource({"-60,COMPLETED", "1,FAILED"})
    void anImportIsWorkedOnForSixDays(int secondsLater, String status) throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, clock, "add-points", "Email,Points\nada@example.com,5\n", 1);
        clock.advance(Duration.ofDays(6).plusSeconds(secondsLater));

        deliver(upload.message(0));

        assertEquals(status, upload.now().status().name());
        assertEquals(status.equals("FAILED") ? Map.of() : Map.of("ada@example.com", 105L), changedBalances());
    }

    @Test
    void anAbandonedChunkIsNotProcessedAndTheLastChunkFinishesTheImport() throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", FILE + EVA, 2);

        abandon(upload.message(1));

        assertChunk0FinishesTheImport(upload);
    }

    @Test
    void theReleaseThatAnUploadsValidationBeganIsContinued() throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", FILE + EVA, 2);
        unrelease(upload, 1);

        abandon(upload.object());

        assertEquals(Status.IMPORTING, upload.now().status());
        deliver(upload.message(0));
        deliver(upload.message(1));
        assertEquals(Status.COMPLETED, upload.now().status());
        assertEquals(List.of("Import finished: 3 of 6 rows applied"), subjects());
    }

    /// So that a copy of its object onto itself is no upload.
    @Test
    void theBytesOfAnUploadAreRecordedThoughItsImportIsOver() throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", FILE, 1);
        deliver(upload.message(0));

        abandon(upload.object());

        assertEquals(List.of(upload.object().key()), deployment.items(deployment.importsTable())
                .stream()
                .filter(item -> item.text("shop").equals("demo#keys"))
                .map(item -> item.text("id"))
                .toList());
    }

    /// Chunk 0 holds only Eva's row; chunk 1, with the others, was abandoned.
    private void assertChunk0FinishesTheImport(DealtUpload upload) throws Exception {
        assertEquals(Status.IMPORTING, upload.now().status());
        assertEquals(List.of(), subjects());

        deliver(upload.message(0));

        assertEquals(Status.FAILED, upload.now().status());
        assertEquals(new Counts(1, 0, 5, 5, 0).withGivenUp(4, 0).withRepeatedEmails(1), upload.now().counts());
        assertEquals(Map.of("eva@example.com", 5L), changedBalances());
        assertEquals(ALL_NOT_PROCESSED, failures(upload));
        assertEquals(List.of("Import failed: 1 of 6 rows applied"), subjects());
    }

    @Test
    void aChunkThatWasImportedIsLeftAsItIs() throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", FILE, 1);
        deliver(upload.message(0));
        Map<String, Object> imported = state();

        abandon(upload.message(0));

        assertEquals(Status.COMPLETED, upload.now().status());
        assertEquals(imported, state());
    }

    @Test
    void releasedChunksAreLeftToTheirMessages() throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", FILE, 1);

        abandon(upload.object());
        assertEquals(Status.IMPORTING, upload.now().status());
        deliver(upload.message(0));

        assertEquals(Status.COMPLETED, upload.now().status());
        assertEquals(List.of("Import finished: 2 of 5 rows applied"), subjects());
    }

    @Test
    void anUploadWithoutAnEntryGetsOneThatIsFailed() throws Exception {
        abandon(deployment.upload("imports/demo/add-points/M\u00E4rz 1+1.csv", FILE.getBytes(UTF_8),
                Map.of("note", "For Ada")));

        assertEquals("For Ada", latest().origin().note());
        assertEquals(Events.PRINCIPAL, latest().origin().by());
        assertEquals("FAILED M\u00E4rz 1+1.csv It could not be processed because of a technical problem. "
                + "Nothing was changed. Drop it in again.",
                "%s %s %s".formatted(latest().status(), latest().origin().file(), latest().message()));
        assertEquals(List.of("Import failed: nothing was changed"), subjects());
        assertTrue(latestMail().contains("M\u00E4rz 1+1.csv"), latestMail());
    }

    /// Gives an upload up that is not to be answered, while something happens after the first look into the history. It is looked at again, once no call
    /// can be under way.
    private void abandon(StoredObject upload, MemoryAws aws, Runnable atFirstLook) throws Exception {
        MemoryAws clients = aws.heardBy(new OnceAfter(call -> call.operation().equals("GetItem"), () -> {
            atFirstLook.run();
            clock.advance(ALL_CALLS_HAVE_ENDED.minusMillis(200));
        }));
        Instant begun = clock.instant();

        new AbandonHandler(Services.of(DealtUpload.stores(deployment, clients, clock), clients.ses()))
                .handleRequest(Events.read(SQSEvent.class, letter(upload)), context());

        assertFalse(clock.instant().isBefore(begun.plus(ALL_CALLS_HAVE_ENDED)));
    }

    private StoredObject replacedUpload() {
        StoredObject older = deployment.upload("imports/demo/upsert/replaced.csv", FILE);
        deployment.upload("imports/demo/upsert/replaced.csv", FILE + EVA);
        return older;
    }

    @Test
    void anUploadThatWasReplacedBeforeItWasReadIsNotAnswered(MemoryAws aws) throws Exception {
        List<Item> before = deployment.items(deployment.importsTable());

        abandon(replacedUpload(), aws, () -> {});

        assertEquals(before, deployment.items(deployment.importsTable()));
        assertEquals(List.of(), subjects());
    }

    /// By a call that was under way when its function was killed.
    @Test
    void anUploadThatWasReplacedIsClosedThoughItsImportBeginsOnlyNow(MemoryAws aws) throws Exception {
        StoredObject older = replacedUpload();
        HistoryEntry.Origin origin = HistoryEntry.Origin.of(
                new Upload(older.bucket(), older.key(), older.version(), older.time()), Optional.empty(),
                Optional.empty(),
                Optional.empty());

        abandon(older, aws, () -> services.stores().imports().begin(origin));

        assertEquals(Status.FAILED, services.stores().imports().begin(origin).status());
        assertEquals(1, subjects().size());
    }

    @Test
    void theSampleEventIsHandled() throws Exception {
        StoredObject upload = deployment.upload("imports/demo/upsert/May customers (1).csv", FILE);

        abandon(Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "events/sqs-dead-letter.json"))
                .replace("pointdrop-uploads-000000000000-eu-central-1", upload.bucket()));

        assertEquals(List.of("FAILED"), services.stores()
                .imports()
                .history("demo", 10)
                .stream()
                .filter(entry -> entry.origin().file().equals("May customers (1).csv"))
                .map(entry -> entry.status().name())
                .toList());
    }

    @Test
    void whatIsInAnotherBucketIsNotClosed() throws Exception {
        int before = deployment.items(deployment.importsTable()).size();

        for (String key : List.of("imports/demo/enroll/a.csv", "exports/demo/a.json", "requests/demo/start/1")) {
            abandon(new StoredObject("kept-uploads", key, "", "etag", 1, Instant.EPOCH));
        }

        assertEquals(before, deployment.items(deployment.importsTable()).size());
    }

    @Test
    void aRequestThatIsGivenUpSaysWhoPutIt() throws Exception {
        abandon(deployment.upload("requests/demo/start/20261123T234205Z-2a6c41d07a", new byte[0],
                Map.of("by", "Ann")));

        assertEquals(List.of("Ann"), deployment.items(deployment.importsTable())
                .stream()
                .filter(item -> item.text("kind").equals("request"))
                .map(item -> item.text("by"))
                .toList());
    }

    @Test
    void anUploadWithoutAnEntryLearnsWhichOneItGets() throws Exception {
        Expected expected = services.stores().expected();
        String id = expected.newId();
        String key = "imports/demo/add-points/" + id + "/a.csv";
        expected.expect(id, new Expected.Arrival("demo", key, Instant.EPOCH, "content", null));

        abandon(deployment.upload(key, FILE));

        assertEquals(latest().id(), expected.find("demo", id).orElseThrow().importId());
    }

    @Test
    void theContactIsMailedAboutAFailedExport() throws Exception {
        abandon(deployment.upload("exports/demo/all.json", "{\"email\": \"me@demo.example\"}"));

        assertEquals("FAILED export", latest().status() + " " + latest().origin().action());
        assertEquals(List.of("Export failed"), subjects());
    }
}
