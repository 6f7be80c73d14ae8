package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.Killed;
import pointdrop.emulators.memory.KilledAfter;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;

/// What was given up half done closes with the truth about each row, and can be finished by its owner.
@ExtendWith(InMemory.class)
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

    private static final Pattern CODE = Pattern.compile("[A-Z]+_[A-Z]+(?=: )");

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
        this.upload = deployment.upload("imports/demo/add-points/file.csv", FILE);
    }

    private Map<String, Long> balances() {
        return deployment.items(deployment.customersTable())
                .stream()
                .collect(Collectors.toMap(item -> item.text("email"), item -> item.number("points")));
    }

    private String report(HistoryEntry entry) {
        return new String(deployment.data("reports/demo/" + entry.id() + "/errors.csv"), UTF_8);
    }

    /// The lines of the report below its header, with the codes of their problems and without the sentences.
    private List<String> failures(HistoryEntry entry) {
        return report(entry).lines()
                .skip(1)
                .map(line -> line.split("\"?[A-Z]+_[A-Z]+: ", 2)[0] + CODE.matcher(line)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private MimeMessage latestMail() throws Exception {
        return deployment.mailsTo(deployment.contact()).getLast();
    }

    /// Runs an invocation that dies, and lets half an hour pass.
    private void killed(CallListener death, Consumer<Platform> invocation) {
        Platform dying = new Platform(deployment, aws.heardBy(death), Machine.withClock(clock));
        assertThrows(Killed.class, () -> invocation.accept(dying));
        clock.advance(Duration.ofMinutes(30));
    }

    /// The chunk is given up once the rows of one customer are written.
    private HistoryEntry givenUpAfter(String email) {
        platform.validate(upload);
        String chunk = platform.onlyChunk(upload);
        killed(new OneWrite(deployment.customersTable(), email), dying -> dying.importChunk(chunk));
        platform.abandonChunk(chunk);
        return platform.history(upload);
    }

    @Test
    void appliedRowsAreToldAsAppliedAndOthersAsNotProcessed() throws Exception {
        HistoryEntry entry = givenUpAfter("ada@example.com");

        assertEquals(Map.of("ada@example.com", 151L, "bob@example.com", 50L, "cleo@example.com", 0L), balances());
        assertEquals(Status.FAILED, entry.status());
        assertEquals(new Counts(2, 0, 4, 51, 0).withGivenUp(3, 0).withRepeatedEmails(2), entry.counts());
        assertEquals(List.of("bob@example.com,-500,b,3,NOT_PROCESSED", "cleo@example.com,7,c,4,NOT_PROCESSED",
                "x,1,d,5,EMAIL_INVALID", "cleo@example.com,'many,f,7,NOT_PROCESSED POINTS_INVALID"), failures(entry));
        assertEquals("Import failed: 2 of 6 rows applied", latestMail().getSubject());
        assertTrue(Mailbox.text(latestMail()).contains("Drop the report in again to finish the import"));
    }

    @Test
    void theReportOfWhatWasGivenUpFinishesTheJobWhenDroppedIn() throws Exception {
        HistoryEntry givenUp = givenUpAfter("cleo@example.com");
        assertEquals(Map.of("ada@example.com", 100L, "bob@example.com", 50L, "cleo@example.com", 7L), balances());

        HistoryEntry finished = platform.drop("imports/demo/add-points/errors.csv", report(givenUp).getBytes(UTF_8));

        assertEquals(Status.COMPLETED, finished.status());
        assertEquals(new Counts(2, 0, 3, 51, 0).withRepeatedEmails(1), finished.counts());
        assertEquals(List.of("bob@example.com,-500,b,3,BALANCE_NEGATIVE", "x,1,d,4,EMAIL_INVALID",
                "cleo@example.com,'many,f,6,POINTS_INVALID"), failures(finished));
        assertEquals(Map.of("ada@example.com", 151L, "bob@example.com", 50L, "cleo@example.com", 7L), balances());
        assertEquals("Import finished: 2 of 5 rows applied", latestMail().getSubject());
    }

    /// The bytes of the upload are claimed by then, and nothing is released.
    @Test
    void anUploadWhoseValidationFailedIsClosedAndItsFileIsWelcomeAgain() throws Exception {
        killed(new KilledAfter(AbandonTest::claimsTheBytes), dying -> dying.validate(upload));
        assertEquals(Status.VALIDATING, platform.history(upload).status());

        platform.abandonUpload(upload);

        HistoryEntry entry = platform.history(upload);
        assertEquals("FAILED It could not be processed because of a technical problem. Nothing was changed. "
                + "Drop it in again.", entry.status() + " " + entry.message());
        assertEquals("Import failed: nothing was changed", latestMail().getSubject());
        HistoryEntry again = platform.drop("imports/demo/add-points/file.csv", FILE.getBytes(UTF_8));
        assertEquals(Status.COMPLETED, again.status());
        assertEquals(Map.of("ada@example.com", 151L, "bob@example.com", 50L, "cleo@example.com", 7L), balances());
    }

    /// The claim has a partition of its own, `demo#add-points`.
    private static boolean claimsTheBytes(Call call) {
        return call.operation().equals("PutItem") && call.key().startsWith("demo#");
    }
}
