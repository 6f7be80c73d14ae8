package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the commands print.
@ExtendWith(InMemory.class)
class CommandTextsTest {
    private static final String CUSTOMERS = """
            Email,Name,Points,VIP Tier,Birthday
            ada@example.com,Ada,100,Gold,01/15
            bob@example.com,Bob,50,,
            """;
    private static final String ADDITIONS = """
            Email,Points,Reason
            bob@example.com,-500,
            ada@example.com,1500,Goodwill
            ada@example.com,0,
            ada@example.com,-79,
            """;
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private Stores stores;
    private Platform platform;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.deployment = deployment;
        this.stores = Stores.of(aws.s3(), aws.dynamoDb(), new Environment(deployment.environment()),
                Machine.withClock(clock));
        this.platform = new Platform(deployment, aws, Machine.withClock(clock));
    }

    private HistoryEntry drop(String action, String file) {
        clock.advance(Duration.ofMinutes(1));
        return platform.drop("imports/demo/" + action + "/" + action + ".csv", file.getBytes(UTF_8));
    }

    private HistoryEntry review(String file, Map<String, String> metadata) {
        StoredObject upload = deployment.upload("imports/demo/upsert/some people.csv", file.getBytes(UTF_8), metadata);
        platform.validate(upload);
        platform.importAll("reviews/", platform.history(upload));
        return platform.history(upload);
    }

    private String ready(HistoryEntry entry) throws Exception {
        return ReadyText.of(entry, stores.data().openPreview(entry), "data")
                .replace(entry.id(), "ID")
                .replace(Tables.time(Objects.requireNonNull(entry.review().readyUntil())), "THEN");
    }

    @Test
    void aReviewIsShownWithWhatToDoNext() throws Exception {
        drop("enroll", CUSTOMERS);

        HistoryEntry entry = review("""
                Name,Email,Points,VIP Tier
                Ada L.,ada@example.com,100,Silver
                ,bob@example.com,x,
                Cleo,cleo@example.com,7,
                """, Map.of("review", "yes"));

        assertEquals(
                """
                        Import ID: READY. Nothing has been changed yet.
                        Validation passed: 4 columns, 3 data rows
                        Would succeed: 2 rows (2 would change a customer, 0 would find nothing to change), would fail: 1 rows
                        Points that would be added: 7, removed: 0

                        Row  Email             Before  Delta  After  What else
                        2    ada@example.com   100     +0     100    name Ada -> Ada L.; tier Gold -> Silver
                        3    bob@example.com                         would fail: POINTS_INVALID: "x" is not a whole number. Write digits only,
                                                                       such as 100 or -300.
                        4    cleo@example.com  0       +7     7      new customer; name Cleo

                        Rows that would fail: s3://data/reports/demo/ID/review-errors.csv
                        First rows, for programs: s3://data/previews/demo/ID/preview.json

                        To start it, until THEN:
                          infra/local/pointdrop start demo ID
                        To cancel it:
                          infra/local/pointdrop cancel demo ID
                        """,
                ready(entry));
    }

    @Test
    void ofALongFileTheFirstRowsAreShown() throws Exception {
        StringBuilder file = new StringBuilder("Email\n");
        for (int i = 0; i < 60; i++) {
            file.append("a").append(i).append("@example.com\n");
        }

        String text = ready(review(file.toString(), Map.of("review", "yes")));

        assertTrue(text.contains("a9@example.com") && !text.contains("a10@example.com"), text);
        assertTrue(text.contains("(The first 10 rows.)"), text);
    }

    @Test
    void theHistoryIsALineAnEntryAndTellsWhatWouldHappenApart() {
        HistoryEntry enrolled = drop("enroll", CUSTOMERS);
        HistoryEntry added = drop("add-points", ADDITIONS);
        HistoryEntry rejected = drop("add-points", "");
        HistoryEntry ready = review("Email,Points\nada@example.com,7\n",
                Map.of("review", "yes", "note", "For May"));

        List<HistoryEntry> entries = List.of(ready, rejected, added, enrolled);

        assertEquals(
                """
                        Import                       Status     Action      File             Rows  Succeeded  Failed  Points     By               Note
                        %s  READY      upsert      some people.csv  1     (1)        (0)     (-1514)    AWS:AIDAEXAMPLE  For May
                        %s  REJECTED   add-points  add-points.csv   0                                   AWS:AIDAEXAMPLE
                        %s  COMPLETED  add-points  add-points.csv   4     3          1       +1500 -79  AWS:AIDAEXAMPLE
                        %s  COMPLETED  enroll      enroll.csv       2     2          0       +150       AWS:AIDAEXAMPLE

                        (In parentheses: what it would do. Nothing has been changed.)
                        """
                        .formatted(ready.id(), rejected.id(), added.id(), enrolled.id()),
                HistoryTable.of(entries, clock.instant()));
        assertTrue(HistoryTable.of(entries, clock.instant().plus(Duration.ofDays(8)))
                .contains(ready.id() + "  CANCELLED (EXPIRED)"));
    }

    @Test
    void nothingInATableMovesTheCursor() {
        assertEquals("a\n [31mred b\n", Tables.of(List.of("a"), List.of(List.of("\u001B[31mred\nb"))));
    }

    private String explained(EmailAddress email) throws Exception {
        return AccountText.of(email, Objects.requireNonNull(stores.customers().read("demo", List.of(email)).get(email)),
                Account.read(stores, "demo", email, _ -> {}));
    }

    private static String change(HistoryEntry entry, String rest) {
        return Tables.time(Account.since(entry)) + "  " + entry.id() + "  " + rest + "\n";
    }

    @Test
    void eachChangeOfACustomerIsExplainedOldestFirst() throws Exception {
        HistoryEntry enrolled = drop("enroll", CUSTOMERS);
        HistoryEntry added = drop("add-points", ADDITIONS);
        HistoryEntry updated = drop("update-customers", "Email,VIP Tier\nada@example.com,Silver\n");

        String text = explained(ADA);

        assertEquals("""
                ada@example.com: 1521 points
                Tier: Silver. Birthday: 01/15. Name: Ada. Created: %s.

                Time                  Import                       Action            Row  Before  Delta  After
                """.formatted(Tables.time(Account.since(enrolled)).substring(0, 10))
                + change(enrolled, "enroll            2    0       +100   100")
                + " ".repeat(22) + "new customer; name Ada; tier Gold; birthday 01/15\n"
                + change(added, "add-points        3    100     +1500  1600")
                + " ".repeat(22) + "reason: Goodwill\n"
                + change(added, "add-points        5    1600    -79    1521")
                + change(updated, "update-customers  2    1521    +0     1521")
                + " ".repeat(22) + "tier Gold -> Silver\n", text);
    }

    /// It takes the rows of a customer back from the last to the first.
    @Test
    void theRowsOfAnUndoAreExplainedInTheOrderInWhichTheyTookEffect() throws Exception {
        drop("enroll", CUSTOMERS);
        HistoryEntry undo = drop("add-points", ADDITIONS);
        deployment.dynamoDb()
                .updateItem(update -> update.tableName(deployment.importsTable())
                        .key(Map.of("shop", AttributeValue.fromS("demo"), "id", AttributeValue.fromS(undo.id())))
                        .updateExpression("SET undoes = :other")
                        .expressionAttributeValues(Map.of(":other", AttributeValue.fromS("OTHER"))));

        List<Account.Change> changes = Account.read(stores, "demo", ADA, _ -> {}).changes();

        assertEquals(List.of(2, 5, 3), changes.stream().map(change -> change.line().row()).toList());
        assertTrue(explained(ADA).contains("takes back OTHER; reason: Goodwill"), explained(ADA));
    }

    @Test
    void aLongReasonStaysOnTheScreen() throws Exception {
        drop("enroll", CUSTOMERS);
        drop("add-points", "Email,Points,Reason\nada@example.com,1," + "because ".repeat(20) + "\n");

        assertTrue(explained(ADA).lines().allMatch(line -> line.length() <= 120), explained(ADA));
    }

    @Test
    void whatNoLedgerTellsIsSaid() throws Exception {
        HistoryEntry enrolled = drop("enroll", CUSTOMERS);
        HistoryEntry added = drop("add-points", ADDITIONS);
        deployment.s3()
                .deleteObject(request -> request.bucket(deployment.dataBucket())
                        .key("outcomes/demo/" + added.id() + "/0.csv.gz"));

        String text = explained(ADA);

        assertTrue(text.contains("Not told, for want of a ledger (not written yet, of an older version, or deleted): "
                + added.id() + "\n"), text);
        assertTrue(text.contains("The last of these changes left 100 points, and there are 1521"), text);
        assertTrue(text.contains(enrolled.id()), text);
        assertEquals("No customer has the e-mail address nobody@example.com.\nNo ledger tells of a change.\n",
                explained(new EmailAddress("nobody@example.com")).lines().limit(2).reduce("", (a, b) -> a + b + "\n"));
    }
}
