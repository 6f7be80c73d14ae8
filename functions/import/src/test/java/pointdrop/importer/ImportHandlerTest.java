package pointdrop.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.csv.OutcomesReader;
import pointdrop.domain.Counts;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.Item;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.LogLines;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.memory.CallCount;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.emulators.memory.WriteUnits;
import pointdrop.mail.FailureLogged;
import pointdrop.mail.Services;
import pointdrop.storage.Consumption;
import pointdrop.storage.Environment;
import pointdrop.storage.Machine;
import pointdrop.storage.NoSuchImport;
import pointdrop.storage.NotAnEvent;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(InMemory.class)
class ImportHandlerTest {
    private static final String ENROLL = """
            Email,Name,Points,Tier
            ada@example.com,Ada,1129,gold
            bob@example.com,Bob,5,
            cleo@example.com,Cleo,70,Silver
            """;

    private Deployment deployment;
    private MemoryAws aws;
    private ImportHandler handler;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) throws IOException {
        this.deployment = deployment;
        this.aws = aws;
        this.handler = handler(aws);
        importAll(DealtUpload.of(deployment, "enroll", ENROLL, 1));
    }

    private ImportHandler handler(MemoryAws clients) {
        Stores stores = Stores.of(clients.s3(), clients.dynamoDb(), new Environment(deployment.environment()),
                Machine.real());
        return new ImportHandler(Services.of(stores.logging(deployment.log()), clients.ses()));
    }

    private void deliver(String message) {
        handler.handleRequest(Events.read(SQSEvent.class, message),
                new LambdaContext("ImportFunction", Duration.ofMinutes(5)));
    }

    private void assertFails(Class<? extends RuntimeException> reason, String message) {
        FailureLogged failed = assertThrows(FailureLogged.class, () -> deliver(message));
        Map<String, Object> line = deployment.log().ofLevel("ERROR").getLast();
        String exception = String.valueOf(line.get("exception"));
        assertTrue(exception.contains(reason.getName()), exception);
        assertEquals(reason != NotAnEvent.class, line.containsKey("importId") && line.containsKey("chunk"));
        assertFalse(String.valueOf(failed.getMessage()).contains("demo"), failed.getMessage());
    }

    private DealtUpload importAll(DealtUpload upload) {
        for (int chunk = 0; chunk < upload.entry().progress().chunks(); chunk++) {
            deliver(upload.message(chunk));
        }
        return upload;
    }

    private Item customer(String email) {
        return deployment.items(deployment.customersTable())
                .stream()
                .filter(item -> item.text("email").equals(email))
                .findFirst()
                .orElseThrow();
    }

    /// Balances by address.
    private Map<String, Long> balances() {
        return deployment.items(deployment.customersTable())
                .stream()
                .collect(Collectors.toMap(item -> item.text("email"), item -> item.number("points"),
                        (one, _) -> one, TreeMap::new));
    }

    private String report(DealtUpload upload) {
        return new String(deployment.data("reports/demo/" + upload.entry().id() + "/errors.csv"), UTF_8);
    }

    @Test
    void theLastChunkFinishesTheImport() throws Exception {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", """
                Note,Points,Email
                x,-6,BOB@example.com
                x,1,nobody@example.com
                x,+371,ada@example.com
                x,1.5,cleo@example.com
                x,0,ada@example.com
                """, 2);
        int mails = deployment.mailsTo(deployment.contact()).size();

        deliver(upload.message(1));
        assertEquals(Status.IMPORTING, upload.now().status());
        assertEquals(mails, deployment.mailsTo(deployment.contact()).size());
        deliver(upload.message(0));

        assertEquals(Status.COMPLETED, upload.now().status());
        assertEquals(new Counts(1, 1, 3, 371, 0).withRepeatedEmails(1), upload.now().counts());
        assertEquals(Map.of("ada@example.com", 1500L, "bob@example.com", 5L, "cleo@example.com", 70L), balances());
        assertEquals("\uFEFFNote,Points,Email,Row,Error\r\n"
                + "x,-6,BOB@example.com,2,\"BALANCE_NEGATIVE: \"\"-6\"\" would turn the balance of 5 points into -1. "
                + "Write a number that leaves at least 0.\"\r\n"
                + "x,1,nobody@example.com,3,\"CUSTOMER_NOT_FOUND: No customer has the e-mail address "
                + "\"\"nobody@example.com\"\". Correct it, or enroll the customer first.\"\r\n"
                + "x,'1.5,cleo@example.com,5,\"POINTS_INVALID: \"\"1.5\"\" is not a whole number. "
                + "Write digits only, such as 100 or -300.\"\r\n", report(upload));
        var sent = deployment.mailsTo(deployment.contact());
        assertEquals(mails + 1, sent.size());
        assertEquals("Import finished: 2 of 5 rows applied", sent.getLast().getSubject());
        assertTrue(Mailbox.text(sent.getLast()).contains("Success: 2 rows, Failed: 3 rows"));
        assertTrue(new String(deployment.data("summaries/demo/" + upload.entry().id() + ".json"), UTF_8)
                .contains("\"status\" : \"COMPLETED\""));
    }

    @Test
    void theReportHasTheDelimiterOfTheFile() throws IOException {
        DealtUpload upload = importAll(
                DealtUpload.of(deployment, "add-points", "Email;Points;a, b, c\nada@example.com;x;\n", 1));

        assertTrue(
                report(upload)
                        .startsWith("\uFEFFEmail;Points;a, b, c;Row;Error\r\nada@example.com;'x;;2;\"POINTS_INVALID"),
                report(upload));
    }

    @Test
    void aChangedBalanceIsRecordedWithItsDelta() throws IOException {
        DealtUpload upload = importAll(
                DealtUpload.of(deployment, "reset-points", "Email,Points\nada@example.com,1500\n", 1));

        Item ada = customer("ada@example.com");
        Item latest = ada.list("recent").getFirst();
        assertEquals("1500 1129 371 " + upload.entry().id(),
                String.format(Locale.ROOT, "%d %d %d %s", ada.number("points"),
                        latest.number("before"), latest.number("delta"), latest.text("import")));
        assertEquals(2, ada.number("rev"));
        assertEquals(2, ada.list("recent").size());
        EmailAddress email = new EmailAddress("ada@example.com");
        assertEquals(String.format(Locale.ROOT, "demo#%02d", email.hash() % 32), ada.text("pk"));
    }

    @Test
    void theReasonOfARowIsInTheLedgerAndTheLastOneWithTheCustomer() throws IOException {
        DealtUpload upload = importAll(DealtUpload.of(deployment, "add-points", """
                Email,Points,Reason
                ada@example.com,100,Birthday
                ada@example.com,x,"Typo, sorry"
                ada@example.com,1,
                bob@example.com,,Called
                """, 1));

        assertEquals(List.of("2 changed Birthday", "3 failed Typo, sorry", "4 changed ", "5 unchanged Called"),
                outcomes(upload));
        assertEquals("Birthday", customer("ada@example.com").list("recent").getFirst().text("reason"));
        assertEquals(1, customer("bob@example.com").list("recent").size());
        assertTrue(report(upload).contains("\r\nada@example.com,'x,\"Typo, sorry\",3,"), report(upload));
    }

    /// Row, outcome and reason of each line.
    private List<String> outcomes(DealtUpload upload) throws IOException {
        byte[] gzipped = deployment.data("outcomes/demo/" + upload.entry().id() + "/0.csv.gz");
        List<String> lines = new ArrayList<>();
        try (OutcomesReader reader = new OutcomesReader(new ByteArrayInputStream(gzipped))) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get().row() + " " + line.get().outcome() + " " + line.get().reason());
            }
        }
        return lines;
    }

    @Test
    void aRowThatChangesNothingIsNotWritten() throws IOException {
        Item before = customer("ada@example.com");

        DealtUpload upload = importAll(DealtUpload.of(deployment, "update-customers",
                "Email,Birthday,Available Points,VIP Tier\nada@example.com,,1129,GOLD\nADA@example.com,,,\n", 1));

        assertEquals(new Counts(0, 2, 0, 0, 0).withRepeatedEmails(1), upload.now().counts());
        assertEquals(before, customer("ada@example.com"));
    }

    @Test
    void attributesOfOtherWritersAreKept() throws IOException {
        set("ada@example.com", "phone", AttributeValue.fromS("+1"));

        importAll(DealtUpload.of(deployment, "add-points", "Email,Points\nada@example.com,1\n", 1));

        assertEquals("+1", customer("ada@example.com").text("phone"));
        assertEquals("Ada", customer("ada@example.com").text("name"));
    }

    @Test
    void aRedeliveredMessageChangesNothingAndSendsNoMail() throws Exception {
        DealtUpload upload = importAll(
                DealtUpload.of(deployment, "add-points", "Email,Points\nada@example.com,1\nx,1\n", 1));
        List<Item> customers = deployment.items(deployment.customersTable());
        List<Item> imports = deployment.items(deployment.importsTable());
        int mails = deployment.mailsTo(deployment.contact()).size();

        importAll(upload);

        assertEquals(customers, deployment.items(deployment.customersTable()));
        assertEquals(imports, deployment.items(deployment.importsTable()));
        assertEquals(mails, deployment.mailsTo(deployment.contact()).size());
    }

    @Test
    void theLineThatClosesAChunkCountsItsRowsAndWhatWasThrottled() throws IOException {
        int[] leftOut = {1};
        aws.dynamoDb().leaveUnprocessed(_ -> leftOut[0]-- > 0 ? 1 : 0);
        DealtUpload upload = DealtUpload.of(deployment, "add-points",
                "Email,Points\nada@example.com,1\nbob@example.com,0\nx,1\n", 1);
        LogLines log = deployment.log();
        log.clear();
        importAll(upload);
        importAll(upload);

        assertEquals(List.of(2.0, 1.0, 1.0, 0.0, 1.0),
                Stream.of("RowsSucceeded", "RowsUnchanged", "RowsFailed", "RowsNotProcessed", "ThrottledCalls")
                        .map(log::sum)
                        .toList());
        assertEquals(List.of("The chunk is taken", "The chunk is closed", "The import is COMPLETED", "The mail is sent",
                "The chunk is closed already, or not due in this status"),
                log.all().stream().map(line -> line.get("message")).toList());
    }

    /// A letter that was moved to the wrong queue comes back to the dead-letter queue.
    @Test
    void aMessageThatIsNoEventOfS3FailsAndTheTestEventDoesNot() {
        for (String body : List.of("{}", "Hello", "{\"requestPayload\": {\"Records\": []}}")) {
            String message = Events.sqs("ChunksQueue", "message", body, 1);
            assertFails(NotAnEvent.class, message);
        }
        deliver(Events.sqs("ChunksQueue", "message", "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\"}", 1));
    }

    @Test
    void aChunkOrOutcomesThatCannotBeUnpackedLeaveNoDownloadOpen() throws IOException {
        DealtUpload upload = DealtUpload.of(deployment, "add-points",
                "Email,Points\na@example.com,1\nb@example.com,1\n", 2);
        deliver(upload.message(0));
        replace("outcomes/demo/%s/0.csv.gz".formatted(upload.entry().id()));
        assertFails(UncheckedIOException.class, upload.message(1));
        assertEquals(0, aws.buckets().openDownloads());

        DealtUpload other = DealtUpload.of(deployment, "add-points", "Email,Points\na@example.com,1\n", 1);
        replace("chunks/demo/%s/0.csv.gz".formatted(other.entry().id()));
        assertFails(UncheckedIOException.class, other.message(0));
        assertEquals(0, aws.buckets().openDownloads());
    }

    private void replace(String key) {
        deployment.s3()
                .putObject(request -> request.bucket(deployment.dataBucket()).key(key),
                        RequestBody.fromString("no gzip"));
    }

    /// A function that crashed before it closed its chunk leaves the chunk pending and its customers written.
    @Test
    void customersWrittenByACrashedDeliveryAreReportedAgainNotWrittenAgain() throws IOException {
        DealtUpload upload = importAll(DealtUpload.of(deployment, "add-points",
                "Email,Points\nada@example.com,100\nada@example.com,-2000\nbob@example.com,7\n", 1));
        Counts counts = upload.now().counts();
        reopen(upload);
        set("ada@example.com", "points", AttributeValue.fromN("3"));

        importAll(upload);

        assertEquals(counts, upload.now().counts());
        assertEquals(Map.of("ada@example.com", 3L, "bob@example.com", 12L, "cleo@example.com", 70L), balances());
    }

    private void reopen(DealtUpload upload) {
        Map<String, AttributeValue> item = new HashMap<>(deployment.items(deployment.importsTable())
                .stream()
                .filter(found -> found.text("id").equals(upload.entry().id()))
                .findFirst()
                .orElseThrow()
                .attributes());
        item.put("status", AttributeValue.fromS("IMPORTING"));
        item.put("pendingChunks", AttributeValue.fromNs(List.of("0")));
        for (String count : List.of("changed", "unchanged", "failed", "succeeded", "pointsAdded", "pointsRemoved",
                "repeatedEmails")) {
            item.put(count, AttributeValue.fromN("0"));
        }
        deployment.dynamoDb().putItem(request -> request.tableName(deployment.importsTable()).item(item));
    }

    /// As a writer that knows nothing of `rev`.
    private void set(String email, String attribute, AttributeValue value) {
        deployment.dynamoDb()
                .updateItem(request -> request.tableName(deployment.customersTable())
                        .key(Map.of("pk", customer(email).get("pk"), "email", AttributeValue.fromS(email)))
                        .updateExpression("SET #name = :value")
                        .expressionAttributeNames(Map.of("#name", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    @Test
    void aRowCostsOneWriteUnitAndARepeatedCustomerOneForAllRows() throws IOException {
        String rows = IntStream.range(0, 250)
                .mapToObj(value -> String.format(Locale.ROOT, "customer%d@example.com,Name,7,Gold\n", value))
                .collect(Collectors.joining());
        importAll(DealtUpload.of(deployment, "enroll", "Email,Name,Points,Tier\n" + rows, 1));
        WriteUnits units = new WriteUnits(deployment.customersTable());
        aws.tables().onWrite(units);
        CallCount reads = new CallCount(call -> call.operation().equals("BatchGetItem"));
        handler = handler(aws.heardBy(reads));

        DealtUpload upload = importAll(DealtUpload.of(deployment, "add-points", "Email,Points\n"
                + IntStream.range(0, 500)
                        .mapToObj(i -> String.format(Locale.ROOT, "customer%d@example.com,%d\n", i % 250, i + 1))
                        .collect(Collectors.joining()),
                1));

        assertEquals(500, upload.now().counts().changed());
        assertEquals(250, units.sum());
        assertEquals(3, reads.sum());
    }

    /// The last write is the one that records that the mail is sent.
    @Test
    void anImportRecordsWhatDynamoDbChargedForItUpToItsLastWrite() throws IOException {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", """
                Email,Points
                ada@example.com,1
                bob@example.com,2
                nobody@example.com,3
                bob@example.com,0
                """, 1);
        List<Double> writes = new CopyOnWriteArrayList<>();
        List<Double> reads = new CopyOnWriteArrayList<>();
        aws.tables().onCharge((_, write, units) -> (write ? writes : reads).add(units));

        importAll(upload);

        double writeUnits = sum(writes) - writes.getLast();
        double readUnits = sum(reads);
        Consumption before = upload.entry().progress().consumed();
        Consumption consumed = upload.now().progress().consumed();
        assertEquals(writeUnits, consumed.writeUnits().subtract(before.writeUnits()).doubleValue());
        assertEquals(readUnits, consumed.readUnits().subtract(before.readUnits()).doubleValue());
    }

    private static double sum(List<Double> units) {
        return units.stream().mapToDouble(unit -> unit).sum();
    }

    /// Beyond 1 KB a write costs two units. The customer was created by an import that set the balance.
    @Test
    void sixChangesOfPointsWithinAWeekStillCostOneWriteUnitEach() throws IOException {
        importAll(DealtUpload.of(deployment, "enroll",
                "Email,Name,Points,Membership Type,Birthday\nconstance.longname@mail.example.com,Constance Longname,100,Platinum,1990-01-15\n",
                1));
        WriteUnits units = new WriteUnits(deployment.customersTable());
        aws.tables().onWrite(units);

        for (int change = 1; change <= 6; change++) {
            importAll(DealtUpload.of(deployment, "add-points",
                    "Email,Points\nconstance.longname@mail.example.com,1000" + change + "\n", 1));
        }

        assertEquals(6, units.sum());
    }

    /// Beyond 1 KB a write costs two units.
    @Test
    void threeChangesWithLongReasonsStillCostOneWriteUnitEach() throws IOException {
        WriteUnits units = new WriteUnits(deployment.customersTable());
        aws.tables().onWrite(units);

        for (int change = 1; change <= 3; change++) {
            String row = "ada@example.com," + change + (change % 2 == 0 ? ",Gold" : ",Silver") + ",1990-01-0" + change
                    + ","
                    + "x".repeat(100);
            importAll(DealtUpload.of(deployment, "update-customers", "Email,Points,Tier,Birthday,Reason\n" + row + "\n",
                    1));
        }

        assertEquals(3, units.sum());
    }

    @ParameterizedTest
    @CsvSource({"points,1.5,add-points", "points,5,reset-points", "birthday,soon,update-customers", "tier,,add-points",
            "createdAt,2024-01-31 12:00,update-customers", "rev,x,add-points", "recent,x,reset-points",
            "points,1.5,enroll"})
    void aCustomerThatCannotBeReadFailsItsOwnRowsAndStaysAsItIs(String attribute, @Nullable String text, String action)
            throws IOException {
        set("ada@example.com", attribute,
                text == null ? AttributeValue.fromL(List.of()) : AttributeValue.fromS(text));
        Item before = customer("ada@example.com");

        DealtUpload upload = importAll(DealtUpload.of(deployment, action,
                "Email,Points\nada@example.com,1\ndora@example.com,1\nada@example.com,x\nbob@example.com,9\n", 1));

        assertEquals(before, customer("ada@example.com"));
        assertEquals(Status.COMPLETED, upload.now().status());
        assertEquals(1, upload.now().counts().changed());
        assertEquals(List.of("2,CUSTOMER_UNREADABLE", "4,CUSTOMER_UNREADABLE"), report(upload).lines()
                .filter(line -> line.startsWith("ada@"))
                .map(line -> line.replaceAll("[^,]*,[^,]*,(\\d+),\"(\\w+):.*", "$1,$2"))
                .toList());
        assertTrue(report(upload).contains("1,2,\"CUSTOMER_UNREADABLE: Another program stored"), report(upload));
        assertTrue(report(upload).contains("POINTS_INVALID: \"\"x\"\" is not a whole number"), report(upload));
    }

    @Test
    void theRulesOfTheShopAreThoseOfTheValidation() throws IOException {
        DealtUpload upload = DealtUpload.of(deployment, "update-customers",
                "Email,Points,Tier\nada@example.com,5,silver\nbob@example.com,-1,\n", 1);
        deployment.dynamoDb()
                .updateItem(request -> request.tableName(deployment.shopsTable())
                        .key(Map.of("shop", AttributeValue.fromS("demo")))
                        .updateExpression("SET tiers = :tiers, allowNegativeBalance = :true")
                        .expressionAttributeValues(Map.of(":tiers", AttributeValue.fromSs(List.of("VIP")), ":true",
                                AttributeValue.fromBool(true))));

        importAll(upload);

        assertEquals("Silver", customer("ada@example.com").text("tier"));
        assertEquals(new Counts(1, 0, 1, 0, 1124), upload.now().counts());
    }

    @Test
    void anImportGoesOnWithoutItsShop() throws IOException {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", "Email,Points\nada@example.com,1\n", 1);
        deployment.dynamoDb()
                .deleteItem(request -> request.tableName(deployment.shopsTable())
                        .key(Map.of("shop", AttributeValue.fromS("demo"))));

        importAll(upload);

        assertEquals(Status.COMPLETED, upload.now().status());
        assertEquals(1130, balances().get("ada@example.com"));
    }

    @Test
    void theSampleEventIsHandled() throws IOException {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", "Email,Points\nada@example.com,1\n", 1);

        deliver(Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "events/sqs-chunk.json"))
                .replace("20261123T234205Z-2a6ca51d4a", upload.entry().id()));

        assertEquals(Status.COMPLETED, upload.now().status());
    }

    @Test
    void theTestEventOfS3IsIgnored() {
        deliver(Events.sqs("ChunksQueue", "message",
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}", 1));

        assertEquals(1, deployment.items(deployment.importsTable()).size());
    }

    @Test
    void aChunkWithoutAnImportFailsSoThatItMovesToTheDeadLetterQueue() throws IOException {
        DealtUpload upload = DealtUpload.of(deployment, "add-points", "Email,Points\nada@example.com,1\n", 1);
        deployment.dynamoDb()
                .deleteItem(request -> request.tableName(deployment.importsTable())
                        .key(Map.of("shop", AttributeValue.fromS("demo"), "id",
                                AttributeValue.fromS(upload.entry().id()))));

        assertFails(NoSuchImport.class, upload.message(0));

        assertEquals(1129, balances().get("ada@example.com"));
    }
}
