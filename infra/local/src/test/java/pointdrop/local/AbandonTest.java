package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.OnEmulators;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TravelClock;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;

/// What was given up closes, with the truth about each row.
@ExtendWith(OnEmulators.class)
class AbandonTest {
    private static final String CUSTOMERS = """
            Email,Name,Points
            ada@example.com,Ada,100
            bob@example.com,Bob,50
            cleo@example.com,Cleo,0
            """;
    private static final String FILE = """
            Email,Points,Note
            ada@example.com,50,a
            bob@example.com,-500,b
            cleo@example.com,7,c
            x,1,d
            ada@example.com,1,e
            cleo@example.com,many,f
            """;

    /// After the upload is looked at, the history begun, the shop read and the file opened.
    private static final int CLAIM_OF_THE_BYTES = 5;

    private final TravelClock clock = new TravelClock();
    private Deployment deployment;
    private Platform platform;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.platform = Platform.of(deployment);
        platform.drop("imports/demo/enroll/customers.csv", CUSTOMERS.getBytes(UTF_8));
    }

    private Map<String, Long> balances() {
        return deployment.items(deployment.customersTable())
                .stream()
                .collect(Collectors.toMap(item -> item.text("email"), item -> item.number("points"), (one, _) -> one,
                        TreeMap::new));
    }

    private StoredObject uploaded() {
        return deployment.upload("imports/demo/add-points/file.csv", FILE);
    }

    private String report(HistoryEntry entry) {
        return new String(deployment.data("reports/demo/" + entry.id() + "/errors.csv"), UTF_8);
    }

    private MimeMessage latestMail() throws Exception {
        return deployment.mailsTo(deployment.contact()).getLast();
    }

    /// Dies once the first customer is written.
    private void importHalf(String chunk) {
        OneWrite faults = new OneWrite(deployment.customersTable());
        Platform dying = new Platform(deployment, Clients.with(List.of(faults)), clock);
        assertThrows(Faults.Killed.class, () -> dying.importChunk(chunk));
        clock.advance(Duration.ofMinutes(30));
    }

    @Test
    void appliedRowsAreToldAsAppliedAndOthersAsNotProcessed() throws Exception {
        StoredObject upload = uploaded();
        platform.validate(upload);
        importHalf(platform.onlyChunk(upload));
        Map<String, Long> before = balances();
        boolean adaFirst = before.getOrDefault("ada@example.com", 0L) == 151;

        new Platform(deployment, Clients.withoutFaults(), clock).abandonChunk(platform.onlyChunk(upload));

        HistoryEntry entry = platform.history(upload);
        assertEquals(before, balances());
        assertEquals(Status.FAILED, entry.status());
        assertEquals(6, entry.counts().rows());
        assertEquals(adaFirst ? 2 : 1, entry.counts().changed());
        assertEquals(adaFirst ? 51 : 7, entry.counts().pointsAdded());
        String report = report(entry);
        assertTrue(report.contains("bob@example.com,-500,b,3,\"NOT_PROCESSED: The row 3 was not processed, "), report);
        assertTrue(report.contains("x,1,d,5,\"EMAIL_INVALID"), report);
        assertEquals(!adaFirst, report.contains("ada@example.com"), report);
        assertEquals("Import failed: %d of 6 rows applied".formatted(adaFirst ? 2 : 1), latestMail().getSubject());
        assertTrue(Mailbox.text(latestMail()).contains("Drop the report in again to finish the job"));

        HistoryEntry finished = platform.drop("imports/demo/add-points/errors.csv", report.getBytes(UTF_8));

        assertEquals(Status.COMPLETED, finished.status());
        assertEquals(Map.of("ada@example.com", 151L, "bob@example.com", 50L, "cleo@example.com", 7L), balances());
    }

    @Test
    void aChunkThatWasDoneButNotClosedCompletes() {
        StoredObject upload = uploaded();
        platform.validate(upload);
        platform.importChunk(platform.onlyChunk(upload));
        HistoryEntry closed = platform.history(upload);

        platform.abandonChunk(platform.onlyChunk(upload));

        assertEquals(closed, platform.history(upload));
    }

    @Test
    void anUploadWhoseValidationFailedIsClosedAndItsFileIsWelcomeAgain() throws Exception {
        StoredObject upload = uploaded();
        Faults faults = new Faults();
        faults.next(CLAIM_OF_THE_BYTES, Faults.Fault.KILL);
        assertThrows(Faults.Killed.class,
                () -> new Platform(deployment, Clients.with(List.of(faults)), clock).validate(upload));
        clock.advance(Duration.ofMinutes(30));
        assertEquals(Status.VALIDATING, platform.history(upload).status());

        platform.abandonUpload(upload);

        HistoryEntry entry = platform.history(upload);
        assertEquals("FAILED It could not be processed, for a reason that is not in it. Nothing was changed. "
                + "Drop it in again.", entry.status() + " " + entry.message());
        assertEquals("Import failed: nothing was changed", latestMail().getSubject());
        HistoryEntry again = platform.drop("imports/demo/add-points/file.csv", FILE.getBytes(UTF_8));
        assertEquals(Status.COMPLETED, again.status());
        assertEquals(151L, balances().get("ada@example.com"));
    }

    @Test
    void anUploadThatWasNeverBegunIsClosed() throws Exception {
        StoredObject upload = uploaded();

        platform.abandonUpload(upload);
        platform.abandonUpload(upload);

        assertEquals(Status.FAILED, platform.history(upload).status());
        assertEquals(2, deployment.mailsTo(deployment.contact()).size());
    }

    @Test
    void rowsOfAChunkThatWasNeverReleasedAreNotProcessed() throws Exception {
        StoredObject upload = uploaded();
        platform.validate(upload);
        String chunk = platform.onlyChunk(upload);
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));

        platform.abandonUpload(upload);

        HistoryEntry entry = platform.history(upload);
        assertEquals("FAILED 0 changed, 6 failed, 5 not processed", "%s %d changed, %d failed, %d not processed"
                .formatted(entry.status(), entry.counts().changed(), entry.counts().failed(),
                        entry.counts().notProcessed()));
        assertEquals(7, report(entry).lines().count());
        assertTrue(report(entry).contains("cleo@example.com,many,f,7,\"NOT_PROCESSED: "), report(entry));
        assertTrue(report(entry).contains("| POINTS_INVALID: "), report(entry));
    }

    @Test
    void chunksThatWereReleasedAreLeftToTheirMessages() {
        StoredObject upload = uploaded();
        platform.validate(upload);

        platform.abandonUpload(upload);
        assertEquals(Status.IMPORTING, platform.history(upload).status());
        platform.importChunk(platform.onlyChunk(upload));

        assertEquals(Status.COMPLETED, platform.history(upload).status());
    }

    @Test
    void anExportThatFailedIsToldToTheContact() throws Exception {
        StoredObject request = deployment.upload("exports/demo/all.json", "{\"email\": \"me@demo.example\"}");

        platform.abandonUpload(request);

        assertEquals(Status.FAILED, platform.history(request).status());
        assertEquals("Export failed", latestMail().getSubject());
    }
}
