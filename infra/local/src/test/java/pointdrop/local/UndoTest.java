package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.Counts;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.Item;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.CallCount;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.Killed;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.Author;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The way back after an import: what its rows changed is taken back, and what somebody else has set since stays.
@ExtendWith(InMemory.class)
class UndoTest {
    private static final String CUSTOMERS = """
            Email,Name,Points,Tier
            ada@example.com,Ada,100,gold
            bob@example.com,Bob,50,
            cleo@example.com,Cleo,0,silver
            """;
    /// After so long no call of an import can be on its way.
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration DEADLINE = Duration.ofDays(30);

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private MemoryAws aws;
    private Platform platform;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.deployment = deployment;
        this.aws = aws;
        this.platform = new Platform(deployment, aws, Machine.withClock(clock));
        platform.drop("imports/demo/enroll/customers.csv", CUSTOMERS.getBytes(UTF_8));
    }

    private HistoryEntry drop(String action, String file) {
        return platform.drop("imports/demo/" + action + "/" + UUID.randomUUID() + ".csv", file.getBytes(UTF_8));
    }

    private HistoryEntry addPoints(String rows) {
        return drop("add-points", "Email,Points\n" + rows);
    }

    private StoredObject put(HistoryEntry entry) {
        return deployment.upload("requests/demo/undo/" + entry.id(), "");
    }

    /// As if it had been put at another time.
    private static StoredObject at(StoredObject object, Instant time) {
        return new StoredObject(object.bucket(), object.key(), object.version(), object.etag(), object.size(), time);
    }

    private HistoryEntry now(HistoryEntry entry) {
        return platform.entry(entry.id());
    }

    private @Nullable HistoryEntry undoOf(HistoryEntry entry) {
        String id = now(entry).undo().undoneBy();
        return id == null ? null : platform.entry(id);
    }

    /// Puts the request, and delivers what comes of it, each event once.
    private HistoryEntry undo(HistoryEntry entry) {
        clock.advance(SETTLED);
        platform.request(put(entry));
        platform.importAll("chunks/", Objects.requireNonNull(undoOf(entry)));
        return Objects.requireNonNull(undoOf(entry));
    }

    /// By address, all attributes but those that every write changes.
    private Map<String, Map<String, AttributeValue>> customers() {
        Map<String, Map<String, AttributeValue>> customers = new TreeMap<>();
        for (Item item : deployment.items(deployment.customersTable())) {
            Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
            attributes.keySet().removeAll(List.of("rev", "recent"));
            customers.put(item.text("email"), attributes);
        }
        return customers;
    }

    private long points(String name) {
        return Long.parseLong(
                Objects.requireNonNull(Objects.requireNonNull(customers().get(name + "@example.com")).get("points"))
                        .n());
    }

    private @Nullable String attribute(String name, String attribute) {
        AttributeValue value = Objects.requireNonNull(customers().get(name + "@example.com")).get(attribute);
        return value == null ? null : value.s();
    }

    private String report(HistoryEntry undo) {
        return new String(deployment.data("reports/demo/" + undo.id() + "/errors.csv"), UTF_8);
    }

    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : deployment.mailsTo(deployment.contact())) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private String latestMail() throws Exception {
        return Mailbox.text(deployment.mailsTo(deployment.contact()).getLast());
    }

    @Test
    void anUndoSaysWhoAskedForItBesideThePrincipalOfAws() {
        HistoryEntry added = addPoints("ada@example.com,5\n");

        platform.request(
                deployment.upload("requests/demo/undo/" + added.id(), new byte[0], Map.of("by", "Ann")));

        HistoryEntry undo = Objects.requireNonNull(undoOf(added));
        assertEquals(new Author("Ann", Events.PRINCIPAL), undo.origin().author());
        assertNull(undo.origin().source());
    }

    @Test
    void everythingGoesBackToWhatItWas() throws Exception {
        Map<String, Map<String, AttributeValue>> before = customers();
        HistoryEntry imported = drop("upsert", """
                Email,Name,Points,Tier,Birthday
                ada@example.com,Augusta,7,silver,1990-01-15
                new@example.com,New,5,,
                bob@example.com,,,gold,03/03
                ada@example.com,,9,gold,
                new@example.com,Newer,,,02/29
                """);

        HistoryEntry undo = undo(imported);

        assertEquals(before, customers());
        assertEquals(Status.COMPLETED, undo.status());
        assertEquals("undo", undo.origin().action());
        assertEquals(imported.id(), undo.undo().undoes());
        assertEquals(5, undo.rows());
        assertEquals(new Counts(5, 0, 0, 93, 7).withRepeatedEmails(2), undo.counts());
        assertEquals("Undo finished: 5 of 5 rows reversed", subjects().getLast());
        assertTrue(latestMail().contains("The import " + imported.id() + " of the file"), latestMail());
        String summary = new String(deployment.data("summaries/demo/" + imported.id() + ".json"), UTF_8);
        assertTrue(summary.contains("\"undoneBy\" : \"" + undo.id()), summary);
    }

    @Test
    void onlyTheNetChangeOfARepeatedCustomerIsTakenBackAndCostsOneWrite() {
        HistoryEntry imported = addPoints("ada@example.com,10\nada@example.com,-4\nada@example.com,1\n");
        addPoints("ada@example.com,1000\n");
        CallCount writes = new CallCount(call -> call.operation().equals("UpdateItem")
                && call.target().equals(deployment.customersTable()));
        this.platform = new Platform(deployment, aws.heardBy(writes), Machine.withClock(clock));

        undo(imported);

        assertEquals(1100, points("ada"));
        assertEquals(1, writes.sum());
    }

    @Test
    void aBalanceThatWasMadeANumberSinceStays() {
        HistoryEntry imported = addPoints("ada@example.com,10\nbob@example.com,10\n");
        HistoryEntry reset = drop("reset-points", "Email,Points\nada@example.com,500\n");

        HistoryEntry undo = undo(imported);

        assertEquals(500, points("ada"));
        assertEquals(50, points("bob"));
        assertEquals(reset.id(), attribute("ada", "setBy"));
        assertEquals("1 of 2", undo.counts().succeeded() + " of " + undo.rows());
        assertEquals(
                """
                        \uFEFFEmail,Points,Row,Error
                        ada@example.com,-10,2,"CHANGED_SINCE: The balance of ""ada@example.com"" was set to a number after this \
                        import and stays at 500 points."
                        """
                        .replace("\n", "\r\n"),
                report(undo));
    }

    @Test
    void pointsThatWereAddedAfterAResetStayWhenItIsUndone() {
        HistoryEntry reset = drop("reset-points", "Email,Points\nada@example.com,5\n");
        String setBefore = platform.entry(reset.id()).id();
        addPoints("ada@example.com,20\n");

        undo(reset);

        assertEquals(120, points("ada"));
        assertTrue(!setBefore.equals(attribute("ada", "setBy")), "set by the import that enrolled her");
    }

    @Test
    void aFieldThatWasChangedSinceStaysAndSoDoAllRowsOfItsCustomer() {
        HistoryEntry imported = drop("update-customers", """
                Email,Points,Tier
                ada@example.com,7,silver
                bob@example.com,7,gold
                """);
        drop("update-customers", "Email,Tier\nada@example.com,bronze\n");

        HistoryEntry undo = undo(imported);

        assertEquals("7 Bronze", points("ada") + " " + attribute("ada", "tier"));
        assertEquals(50, points("bob"));
        assertNull(attribute("bob", "tier"));
        assertTrue(report(undo).contains("The VIP tier of \"\"ada@example.com\"\" was changed after this import"),
                report(undo));
    }

    @Test
    void whatIsBackAlreadyIsUnchanged() {
        HistoryEntry imported = drop("update-customers", "Email,Tier\nada@example.com,silver\n");
        drop("update-customers", "Email,Tier\nada@example.com,gold\n");

        HistoryEntry undo = undo(imported);

        assertEquals(new Counts(0, 1, 0, 0, 0), undo.counts());
        assertEquals("Gold", attribute("ada", "tier"));
    }

    @Test
    void aBalanceThatWouldFallBelowZeroStays() {
        HistoryEntry imported = addPoints("ada@example.com,10\n");
        addPoints("ada@example.com,-105\n");

        HistoryEntry undo = undo(imported);

        assertEquals(5, points("ada"));
        assertTrue(report(undo).contains("ada@example.com,-10,2,\"BALANCE_NEGATIVE"), report(undo));
    }

    @Test
    void aCustomerWhomTheImportCreatedIsDeletedUnlessSomethingHasBeenWrittenSince() {
        HistoryEntry imported = drop("enroll", """
                Email,Name,Points
                one@example.com,One,1
                two@example.com,Two,2
                three@example.com,Three,3
                """);
        addPoints("two@example.com,1\n");
        addAttribute("three@example.com", "phone");

        HistoryEntry undo = undo(imported);

        assertEquals(new Counts(1, 0, 2, 0, 1), undo.counts());
        assertEquals(5, customers().size());
        assertEquals(3, points("two"));
        assertTrue(report(undo).contains("was created by this import and changed after it, and stays"), report(undo));
    }

    /// As another program does, which knows nothing of `rev`.
    private void addAttribute(String email, String name) {
        deployment.dynamoDb()
                .updateItem(request -> request.tableName(deployment.customersTable())
                        .key(Map.of("pk", AttributeValue.fromS(
                                String.format(Locale.ROOT, "demo#%02d", new EmailAddress(email).hash() % 32)),
                                "email", AttributeValue.fromS(email)))
                        .updateExpression("SET #name = :value")
                        .expressionAttributeNames(Map.of("#name", name))
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS("x"))));
    }

    /// Also where an import has created the customer again, and where the next delivery gives up what was not done.
    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void aRedeliveredDeletionCountsTheSame(boolean createdAgain, boolean givenUp) {
        HistoryEntry imported = drop("enroll", "Email,Name,Points\none@example.com,One,1\n");
        clock.advance(SETTLED);
        platform.request(put(imported));
        HistoryEntry undo = Objects.requireNonNull(undoOf(imported));
        CrashAtPut crash = new CrashAtPut("outcomes/");
        Platform crashing = new Platform(deployment, aws.heardBy(crash), Machine.withClock(clock));
        assertThrows(Killed.class, () -> crashing.importAll("chunks/", undo));
        assertEquals(3, customers().size());
        if (createdAgain) {
            drop("enroll", "Email,Name,Points\none@example.com,One,2\n");
        }
        clock.advance(Duration.ofMinutes(30));

        if (givenUp) {
            deployment.dataKeys("chunks/demo/" + undo.id()).forEach(platform::abandonChunk);
        } else {
            platform.importAll("chunks/", undo);
        }

        assertEquals(new Counts(1, 0, 0, 0, 1), now(undo).counts());
        assertEquals(createdAgain ? 4 : 3, customers().size());
    }

    private record CrashAtPut(String folder) implements CallListener {
        @Override
        public void before(Call call) {
            if (call.operation().equals("PutObject") && call.key().startsWith(folder)) {
                throw new Killed();
            }
        }
    }

    @Test
    void theSameUndoPutTenTimesTakesEffectOnce() throws Exception {
        HistoryEntry imported = addPoints("ada@example.com,10\n");
        StoredObject first = put(imported);
        for (int i = 0; i < 10; i++) {
            platform.request(first);
            undo(imported);
        }

        assertEquals(100, points("ada"));
        assertEquals(3, subjects().size());
    }

    @Test
    void twoUndosAtOnceAreOne() throws Exception {
        HistoryEntry imported = addPoints("ada@example.com,10\n");
        Meanwhile other = new Meanwhile(call -> call.operation().equals("TransactWriteItems"),
                () -> platform.request(put(imported)));

        new Platform(deployment, aws.heardBy(other), Machine.withClock(clock)).request(put(imported));
        platform.importAll("chunks/", Objects.requireNonNull(undoOf(imported)));

        assertEquals(100, points("ada"));
        assertEquals(3, subjects().size());
    }

    /// Between the reading of the customers and the first write, another import writes them.
    @Test
    void anUndoBesideAnImportOfTheSameCustomersLosesNeither() {
        HistoryEntry imported = addPoints("ada@example.com,10\nbob@example.com,10\n");
        platform.request(put(imported));
        HistoryEntry undo = Objects.requireNonNull(undoOf(imported));
        Meanwhile other = new Meanwhile(call -> call.operation().equals("UpdateItem")
                && call.target().equals(deployment.customersTable()),
                () -> addPoints("ada@example.com,1000\nbob@example.com,1000\n"));

        new Platform(deployment, aws.heardBy(other), Machine.withClock(clock)).importAll("chunks/", undo);

        assertEquals("1100 1050", points("ada") + " " + points("bob"));
        assertEquals(2, now(undo).counts().succeeded());
    }

    @Test
    void whatCannotBeUndoneIsRefusedByMail() throws Exception {
        HistoryEntry nothing = addPoints("nobody@example.com,10\n");
        HistoryEntry imported = addPoints("ada@example.com,10\n");
        HistoryEntry undo = undo(imported);
        int mails = subjects().size();

        platform.request(put(nothing));
        assertTrue(latestMail().contains("There is nothing to undo."), latestMail());
        platform.request(put(undo));
        assertTrue(latestMail().contains("which cannot be undone"), latestMail());
        HistoryEntry other = addPoints("bob@example.com,10\n");
        platform.request(at(put(other), clock.instant().plus(DEADLINE.plusHours(1))));
        assertTrue(latestMail().contains("The import could be undone until"), latestMail());

        assertEquals(mails + 4, subjects().size());
        assertEquals("Undo refused: nothing was changed", subjects().getLast());
        assertEquals(60, points("bob"));
    }

    @Test
    void anUploadCannotAskForAnUndo() throws Exception {
        drop("undo", "Email,Points\nada@example.com,1\n");

        assertTrue(latestMail().contains("There is no action \"undo\""), latestMail());
    }

    @Test
    void aFileThatWasWhollyUndoneCanBeImportedAgain() {
        String rows = "ada@example.com,10\nnobody@example.com,1\n";
        HistoryEntry imported = addPoints(rows);
        assertEquals(Status.REJECTED, addPoints(rows).status());

        undo(imported);

        assertEquals(Status.COMPLETED, addPoints(rows).status());
        assertEquals(110, points("ada"));
    }

    @Test
    void aFileThatWasUndoneInPartIsStillRemembered() {
        String rows = "ada@example.com,10\nbob@example.com,1\n";
        HistoryEntry imported = addPoints(rows);
        drop("reset-points", "Email,Points\nada@example.com,500\n");

        undo(imported);

        assertEquals(Status.REJECTED, addPoints(rows).status());
    }

    @Test
    void anUndoThatWasGivenUpIsContinuedByTheNextRequest() throws Exception {
        HistoryEntry imported = addPoints("ada@example.com,10\nbob@example.com,5\nada@example.com,1\n");
        platform.request(put(imported));
        HistoryEntry givenUp = Objects.requireNonNull(undoOf(imported));
        deployment.dataKeys("chunks/demo/" + givenUp.id()).forEach(platform::abandonChunk);
        assertEquals(Status.FAILED, now(givenUp).status());
        assertEquals("Undo failed: 0 of 3 rows reversed", subjects().getLast());
        assertEquals(111, points("ada"));

        HistoryEntry undo = undo(imported);

        assertEquals(givenUp.id(), undo.undo().continues());
        assertEquals(new Counts(3, 0, 0, 0, 16).withRepeatedEmails(1), undo.counts());
        assertEquals("100 50", points("ada") + " " + points("bob"));
        assertEquals(Status.COMPLETED,
                addPoints("ada@example.com,10\nbob@example.com,5\nada@example.com,1\n").status());
    }

    @Test
    void anUndoWhoseRequestIsGivenUpClosesTheChunksThatItHasNotReleased() {
        HistoryEntry imported = addPoints("ada@example.com,10\n");
        StoredObject request = put(imported);
        platform.request(request);
        HistoryEntry undo = Objects.requireNonNull(undoOf(imported));
        deployment.dataKeys("chunks/demo/" + undo.id())
                .forEach(chunk -> deployment.s3()
                        .deleteObject(deletion -> deletion.bucket(deployment.dataBucket()).key(chunk)));

        platform.abandonUpload(request);

        assertEquals(Status.FAILED, now(undo).status());
        undo(imported);
        assertEquals(100, points("ada"));
    }

    /// The letter may be that of another request, which has begun nothing itself.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfAnUndoThatWasGivenUpIsToldAlsoWhereTheNextOneWasFaster(boolean ownLetter) throws Exception {
        HistoryEntry imported = addPoints("ada@example.com,10\n");
        StoredObject request = put(imported);
        platform.request(request);
        String givenUp = Objects.requireNonNull(undoOf(imported)).id();
        deployment.dataKeys("chunks/demo/" + givenUp)
                .forEach(chunk -> deployment.s3()
                        .deleteObject(deletion -> deletion.bucket(deployment.dataBucket()).key(chunk)));
        StoredObject letter = ownLetter ? request : put(imported);
        Platform crashing = new Platform(deployment, aws.heardBy(new Meanwhile(
                call -> call.operation().equals("SendEmail")
                        && Objects.requireNonNull(undoOf(imported)).status().closed(),
                () -> {
                    throw new Killed();
                })), Machine.withClock(clock));
        org.junit.jupiter.api.Assertions.assertThrows(Killed.class, () -> crashing.abandonUpload(letter));
        undo(imported);
        assertEquals("Undo finished: 1 of 1 rows reversed", subjects().getLast());

        platform.abandonUpload(letter);

        assertEquals("Undo failed: 0 of 1 rows reversed", subjects().getLast());
    }

    /// What an import that was given up has applied can be undone.
    @Test
    void anImportThatWasGivenUpHalfDoneIsUndone() {
        HistoryEntry imported = platform.entry(platform.validated(deployment.upload("imports/demo/add-points/a.csv",
                "Email,Points\nada@example.com,10\n")).id());
        CrashAtPut crash = new CrashAtPut("outcomes/");
        Platform crashing = new Platform(deployment, aws.heardBy(crash), Machine.withClock(clock));
        org.junit.jupiter.api.Assertions.assertThrows(Killed.class, () -> crashing.importAll("chunks/", imported));
        clock.advance(Duration.ofMinutes(30));
        deployment.dataKeys("chunks/demo/" + imported.id()).forEach(platform::abandonChunk);
        assertEquals(110, points("ada"));

        undo(imported);

        assertEquals(100, points("ada"));
    }
}
