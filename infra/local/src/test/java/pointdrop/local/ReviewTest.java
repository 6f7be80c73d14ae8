package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.CallCount;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;

/// A look before the import: what it would do is found out without doing it, and a request starts or cancels it.
@ExtendWith(InMemory.class)
class ReviewTest {
    private static final String CUSTOMERS = """
            Email,Name,Points
            ada@example.com,Ada,100
            bob@example.com,Bob,50
            cleo@example.com,Cleo,0
            """;
    private static final String FILE = """
            Email,Points,Note
            ada@example.com,1500,a
            bob@example.com,-500,b
            cleo@example.com,0,c
            ada@example.com,-79,d
            """;
    private static final Duration READY = Duration.ofDays(7);

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
        platform.drop("imports/demo/enroll/customers.csv", CUSTOMERS.getBytes(UTF_8));
        this.upload = deployment.upload("imports/demo/add-points/file.csv", FILE.getBytes(UTF_8),
                Map.of("review", "yes"));
    }

    private HistoryEntry entry() {
        return platform.history(upload);
    }

    /// Validates the file and reviews its chunks.
    private void review() {
        platform.validate(upload);
        platform.importAll("reviews/", entry());
    }

    private StoredObject put(String verb) {
        return put(verb, entry().id());
    }

    private StoredObject put(String verb, String importId) {
        return deployment.upload("requests/demo/" + verb + "/" + importId, "");
    }

    /// As if it had been put at another time.
    private static StoredObject at(StoredObject object, Instant time) {
        return new StoredObject(object.bucket(), object.key(), object.version(), object.etag(), object.size(), time);
    }

    private void request(String verb) {
        platform.request(put(verb));
    }

    private void startAndImport() {
        request("start");
        platform.importAll("chunks/", entry());
    }

    private List<Item> customers() {
        return deployment.items(deployment.customersTable());
    }

    /// Subjects of the mails after that of the enrolment.
    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : deployment.mailsTo(deployment.contact())) {
            subjects.add(mail.getSubject());
        }
        return subjects.subList(1, subjects.size());
    }

    private String latestMail() throws Exception {
        return Mailbox.text(deployment.mailsTo(deployment.contact()).getLast());
    }

    private String data(String key) throws Exception {
        byte[] bytes = deployment.data(key);
        return key.endsWith(".gz")
                ? new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8)
                : new String(bytes, UTF_8);
    }

    @Test
    void aReviewSaysWhatTheImportWouldDoAndChangesNothing() throws Exception {
        List<Item> before = customers();

        review();

        assertEquals(Status.READY, entry().status());
        assertEquals(new Counts(2, 1, 1, 1500, 79).withRepeatedEmails(1), entry().review().projected());
        assertEquals(Counts.NONE, entry().counts());
        assertEquals(before, customers());
        String until = Objects.requireNonNull(entry().review().readyUntil()).toString();
        assertTrue(Duration.between(clock.instant(), Instant.parse(until)).compareTo(READY.minusMinutes(1)) > 0);
        assertEquals(1, subjects().size());
        assertTrue(
                subjects().getFirst().startsWith("Ready: 3 of 4 rows would be applied, +1,421 points; start it until "),
                subjects().getFirst());
        assertTrue(latestMail().contains("aws s3api put-object --bucket " + deployment.uploadsBucket()
                + " --key requests/demo/start/" + entry().id()), latestMail());
        assertTrue(latestMail().contains("""
                - Rows that would change a customer: 2, rows that would find nothing to change: 1
                - Points that would be added: 1500, points that would be removed: 79
                """), latestMail());
        assertEquals("""
                \uFEFFEmail,Points,Note,Row,Error
                bob@example.com,-500,b,3,"BALANCE_NEGATIVE: ""-500"" would turn the balance of 50 points into -450. \
                Write a number that leaves at least 0."
                """.replace("\n", "\r\n"), data("reports/demo/" + entry().id() + "/review-errors.csv"));
        String summary = data("summaries/demo/" + entry().id() + ".json");
        for (String part : List.of("\"status\" : \"READY\"", "\"readyUntil\" : \"" + until, "\"pointsAdded\" : 1500")) {
            assertTrue(summary.contains(part), summary);
        }
        assertTrue(data("previews/demo/" + entry().id() + "/preview.json").contains("\"email\" : \"ada@example.com\""));
    }

    @Test
    void aReviewReadsEachCustomerOnceAndWritesNone() {
        CallCount reads = callsToCustomers("BatchGetItem");
        CallCount writes = callsToCustomers("UpdateItem");
        this.platform = new Platform(deployment, aws.heardBy(reads).heardBy(writes), Machine.withClock(clock));

        review();

        assertEquals(1, reads.sum());
        assertEquals(0, writes.sum());
    }

    private CallCount callsToCustomers(String operation) {
        return new CallCount(call -> call.operation().equals(operation)
                && call.target().equals(deployment.customersTable()));
    }

    @Test
    void theImportThatARequestStartsDoesWhatItsReviewSaid() throws Exception {
        review();
        Counts projected = entry().review().projected();

        startAndImport();

        assertEquals(Status.COMPLETED, entry().status());
        assertEquals(projected, entry().counts());
        assertEquals(data("previews/demo/" + entry().id() + "/0.csv.gz"),
                data("outcomes/demo/" + entry().id() + "/0.csv.gz"));
        assertEquals(2, subjects().size());
        assertEquals("Import finished: 3 of 4 rows applied", subjects().getLast());
    }

    @Test
    void theSameRequestPutTenTimesTakesEffectOnceAndIsNotRefused() throws Exception {
        review();
        StoredObject first = put("start");
        for (int i = 0; i < 10; i++) {
            request("start");
            platform.request(first);
            platform.importAll("chunks/", entry());
        }

        assertEquals(Status.COMPLETED, entry().status());
        assertEquals(new Counts(2, 1, 1, 1500, 79).withRepeatedEmails(1), entry().counts());
        assertEquals(2, subjects().size());
    }

    @Test
    void aReviewOfAChunkThatComesAfterTheStartIsSkipped() {
        review();
        request("start");
        HistoryEntry started = entry();

        platform.importAll("reviews/", entry());
        assertEquals(started, entry());
        platform.importAll("chunks/", entry());
        HistoryEntry completed = entry();
        platform.importAll("reviews/", entry());

        assertEquals(completed, entry());
        assertEquals(new Counts(2, 1, 1, 1500, 79).withRepeatedEmails(1), completed.counts());
    }

    @Test
    void aCancelledImportChangesNothingAndCannotBeStarted() throws Exception {
        List<Item> before = customers();
        review();

        request("cancel");
        request("cancel");
        request("start");
        platform.importAll("chunks/", entry());

        assertEquals(Status.CANCELLED, entry().status());
        assertEquals(before, customers());
        assertEquals(List.of("Import cancelled: nothing was changed", "Start refused: nothing was changed"),
                subjects().subList(1, subjects().size()));
        assertTrue(latestMail().contains("The import cannot be started, because it was cancelled."), latestMail());
        assertTrue(data("summaries/demo/" + entry().id() + ".json").contains("\"status\" : \"CANCELLED\""));
    }

    @Test
    void anImportCanBeCancelledWhileItIsReviewed() throws Exception {
        platform.validate(upload);

        request("cancel");
        platform.importAll("reviews/", entry());

        assertEquals(Status.CANCELLED, entry().status());
        assertEquals(List.of("Import cancelled: nothing was changed"), subjects());
        assertTrue(latestMail().contains("To import it after all, drop the file in again."), latestMail());
    }

    /// While a delivery is about to decide, another request is carried out.
    private Platform overtakenBy(Runnable other) {
        return new Platform(deployment,
                aws.heardBy(new Meanwhile(call -> call.operation().equals("TransactWriteItems"), other)),
                Machine.withClock(clock));
    }

    @Test
    void ofAStartAndACancellationAtOnceTheFirstOneStandsAndTheOtherIsRefused() throws Exception {
        review();

        overtakenBy(() -> request("cancel")).request(put("start"));

        assertEquals(Status.CANCELLED, entry().status());
        assertEquals(List.of(), deployment.dataKeys("chunks/demo/" + entry().id()));
        assertEquals("Start refused: nothing was changed", subjects().getLast());
    }

    @Test
    void ofACancellationAndAStartAtOnceTheFirstOneStandsAndTheOtherIsRefused() throws Exception {
        review();

        overtakenBy(this::startAndImport).request(put("cancel"));

        assertEquals(Status.COMPLETED, entry().status());
        assertEquals("Cancel refused: nothing was changed", subjects().getLast());
    }

    @Test
    void whatHasBeenStartedCannotBeCancelled() throws Exception {
        review();
        startAndImport();

        request("cancel");

        assertEquals(Status.COMPLETED, entry().status());
        assertEquals("Cancel refused: nothing was changed", subjects().getLast());
    }

    /// By the time at which it was put: a delivery may come days later.
    @Test
    void aRequestThatWasPutInTimeStartsTheImportHoweverLateItIsDelivered() {
        review();
        StoredObject request = at(put("start"), clock.instant().plus(READY.minusHours(1)));
        clock.advance(READY.plusDays(1));

        platform.request(request);

        assertEquals(Status.IMPORTING, entry().status());
    }

    @Test
    void aRequestThatWasPutTooLateIsRefusedOnce() throws Exception {
        review();
        StoredObject late = at(put("start"), clock.instant().plus(READY.plusHours(1)));

        platform.request(late);
        platform.request(late);

        assertEquals(Status.READY, entry().status());
        assertEquals(2, subjects().size());
        assertEquals("Start refused: nothing was changed", subjects().getLast());
        assertTrue(latestMail().contains("The import could be started until "), latestMail());
    }

    @Test
    void whatWasRefusedOnceIsNotDoneByALaterDelivery() throws Exception {
        platform.validate(upload);
        StoredObject early = put("start");
        platform.request(early);
        platform.importAll("reviews/", entry());

        platform.request(early);

        assertEquals(Status.READY, entry().status());
        assertEquals("Start refused: nothing was changed", subjects().getFirst());
        request("start");
        assertEquals(Status.IMPORTING, entry().status());
    }

    @Test
    void aRequestThatMeansNothingIsAnsweredByAMail() throws Exception {
        platform.request(put("start", "20200101T000000Z-0000000000"));
        platform.request(put("begin", "20200101T000000Z-0000000000"));
        platform.request(deployment.upload("requests/demo/nonsense", ""));
        platform.request(deployment.upload("requests/demo/start/", ""));

        assertEquals(List.of("Start refused: nothing was changed", "Request refused: nothing was changed",
                "Request refused: nothing was changed"), subjects());
    }

    @Test
    void theSameFileIsNotAddedWhileItWaitsToBeStarted() throws Exception {
        review();
        HistoryEntry again = platform.drop("imports/demo/add-points/again.csv", FILE.getBytes(UTF_8));

        assertEquals(Status.REJECTED, again.status());
        assertTrue(latestMail().contains("requests/demo/start/" + entry().id()), latestMail());
        request("cancel");
        assertEquals(Status.COMPLETED,
                platform.drop("imports/demo/add-points/third.csv", FILE.getBytes(UTF_8)).status());
    }

    @Test
    void anImportThatNobodyStartedInTimeDoesNotStandInTheWayOfTheSameFile() throws Exception {
        review();
        StoredObject again = at(deployment.upload("imports/demo/add-points/again.csv", FILE),
                clock.instant().plus(READY.plusHours(1)));

        platform.validate(again);

        assertEquals(Status.IMPORTING, platform.history(again).status());
        platform.importAll("chunks/", platform.history(again));
        platform.request(at(put("start"), clock.instant().plus(READY.minusHours(1))));
        assertEquals(Status.READY, entry().status());
        assertEquals("Start refused: nothing was changed", subjects().getLast());
    }

    @Test
    void aStartIsRefusedWhereTheSameFileWasImportedMeanwhile() throws Exception {
        review();
        StoredObject again = deployment.upload("imports/demo/add-points/again.csv", FILE.getBytes(UTF_8),
                Map.of("repeat", "yes"));
        platform.validate(again);
        platform.importAll("chunks/", platform.history(again));

        request("start");

        assertEquals(Status.READY, entry().status());
        assertTrue(latestMail().contains("is imported by import " + platform.history(again).id()), latestMail());
    }

    /// Counted from the start: the points came then.
    @Test
    void theSameFileIsRememberedForSevenDaysAfterTheStart() {
        review();
        clock.advance(Duration.ofDays(5));
        startAndImport();
        StoredObject again = at(deployment.upload("imports/demo/add-points/again.csv", FILE),
                clock.instant().plus(Duration.ofDays(6)));

        platform.validate(again);

        assertEquals(Status.REJECTED, platform.history(again).status());
    }

    @Test
    void aReviewThatIsGivenUpFailsTheImportAndChangesNothing() throws Exception {
        List<Item> before = customers();
        platform.validate(upload);
        String chunk = deployment.dataKeys("reviews/").getFirst();

        platform.abandonChunk(chunk);
        platform.importChunk(chunk);
        platform.abandonChunk(chunk);

        assertEquals(Status.FAILED, entry().status());
        assertEquals(before, customers());
        assertEquals(List.of("Import failed: nothing was changed"), subjects());
    }

    @Test
    void aGivenUpUploadLeavesWhatIsReadyOrStartedByARequest() throws Exception {
        review();
        platform.abandonUpload(upload);
        assertEquals(Status.READY, entry().status());
        request("start");
        String chunk = deployment.dataKeys("chunks/demo/" + entry().id()).getFirst();
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));

        platform.abandonUpload(upload);

        assertEquals(List.of(), deployment.dataKeys("chunks/demo/" + entry().id()));
        assertEquals(1, subjects().size());
    }

    @Test
    void aStartThatIsGivenUpClosesTheChunksThatItHasNotReleased() throws Exception {
        review();
        StoredObject start = put("start");
        platform.request(start);
        deployment.dataKeys("chunks/demo/" + entry().id())
                .forEach(chunk -> deployment.s3()
                        .deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk)));

        platform.abandonUpload(start);

        assertEquals(Status.FAILED, entry().status());
        assertEquals(new Counts(0, 0, 4, 0, 0).withGivenUp(4, 0).withRepeatedEmails(1), entry().counts());
        assertEquals("Import failed: 0 of 4 rows applied", subjects().getLast());
    }

    @Test
    void aRequestThatIsGivenUpBeforeItTookEffectIsRefused() throws Exception {
        review();
        StoredObject start = put("start");

        platform.abandonUpload(start);
        platform.request(start);

        assertEquals(Status.READY, entry().status());
        assertEquals(List.of("Start refused: nothing was changed"), subjects().subList(1, subjects().size()));
    }
}
