package pointdrop.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.csv.ChunkFiles;
import pointdrop.csv.ChunkReader;
import pointdrop.domain.Rejection;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.memory.InMemory;
import pointdrop.mail.Services;
import pointdrop.storage.Author;
import pointdrop.storage.Environment;
import pointdrop.storage.Expected;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Source;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(InMemory.class)
class ValidateHandlerTest {
    private static final String TEN_ROWS = "Email,Points,Name,City\n" + "ada@example.com,1,,\n".repeat(2)
            + "b@example.com,x,,\n" + "c@example.com,1,,\n,1,,\n" + "d@example.com,1,,\n".repeat(5);

    private Deployment deployment;
    private ValidateHandler handler;
    private final List<StoredObject> delivered = new ArrayList<>();

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.handler = new ValidateHandler(services(deployment.environment()));
    }

    private void deliver(StoredObject upload) {
        delivered.add(upload);
        handler.handleRequest(Events.read(S3Event.class, Events.s3(upload)),
                new LambdaContext("ValidateFunction", Duration.ofMinutes(15)));
    }

    private StoredObject drop(String key, String text) {
        StoredObject upload = deployment.upload(key, text);
        deliver(upload);
        return upload;
    }

    private List<HistoryEntry> history(String shop) {
        return stores(deployment.environment()).imports().history(shop, 10);
    }

    private Stores stores(Map<String, String> environment) {
        return Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(environment), Machine.real());
    }

    private Services services(Map<String, String> environment) {
        return Services.of(stores(environment).logging(deployment.log()), deployment.aws().ses());
    }

    /// Of the upload that was delivered last.
    private HistoryEntry latest() {
        StoredObject last = delivered.getLast();
        Upload upload = new Upload(last.bucket(), last.key(), last.version(), last.time());
        return stores(deployment.environment()).imports().get(upload.shop(), upload.id());
    }

    private List<String> chunkRows(String key) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ChunkReader chunk = new ChunkReader(new ByteArrayInputStream(deployment.data(key)))) {
            chunk.forEachRow((number, cells) -> rows.add(number + " " + String.join(",", cells)));
        }
        return rows;
    }

    @Test
    void aValidFileIsSummarizedAndDealt() throws IOException {
        drop("imports/demo/add-points/ten rows.csv", TEN_ROWS);

        HistoryEntry entry = latest();
        assertEquals("IMPORTING ten rows.csv 10 rows, Validation passed: 4 columns, 10 data rows",
                String.format(Locale.ROOT, "%s %s %d rows, %s", entry.status(), entry.origin().file(), entry.rows(),
                        entry.message()));
        String summary = new String(deployment.data("summaries/demo/" + entry.id() + ".json"), UTF_8);
        for (String part : List.of("\"validRows\" : 8", "\"invalidRows\" : 2",
                "\"unusedColumns\" : [ \"Name\", \"City\" ]", "\"row\" : 4", "\"code\" : \"POINTS_INVALID\"",
                "\"encoding\" : \"UTF-8\"", "\"delimiter\" : \"comma\"")) {
            assertTrue(summary.contains(part), summary);
        }
        List<String> chunks = deployment.dataKeys("chunks/");
        assertEquals(List.of("chunks/demo/" + entry.id() + "/0.csv.gz"), chunks);
        List<String> rows = chunkRows(chunks.getFirst());
        assertEquals(10, rows.size());
        assertEquals(List.of("2 ada@example.com,1,,", "3 ada@example.com,1,,", "4 b@example.com,x,,"),
                rows.subList(0, 3));
    }

    @Test
    void theHistoryKeepsTheNoteAndWhoPutTheFile() {
        for (String key : List.of("imports/demo/add-points/a.csv", "imports/demo/no-action/a.csv")) {
            deliver(deployment.upload(key, TEN_ROWS.getBytes(UTF_8), Map.of("note", "=?UTF-8?Q?For_M=C3=A4rz?=")));

            assertEquals("For M\u00E4rz", latest().origin().note());
            assertEquals(Events.PRINCIPAL, latest().origin().by());
            String summary = new String(deployment.data("summaries/demo/" + latest().id() + ".json"), UTF_8);
            assertTrue(summary.contains("\"note\" : \"For M\u00E4rz\",\n  \"by\" : \"AWS:AIDAEXAMPLE\""), summary);
        }
    }

    @Test
    void aClientMayWriteTheNamesOfMetadataInCapitals() {
        deliver(deployment.upload("imports/demo/add-points/a.csv", TEN_ROWS.getBytes(UTF_8),
                Map.of("Note", "For Ada", "BY", "ada", "Review", "yes")));

        assertEquals("For Ada ada REVIEWING", String.join(" ", latest().origin().note(), latest().origin().by(),
                latest().status().name()));
    }

    @Test
    void whoAnUploadSaysPutItStandsBesideThePrincipalOfAws() {
        StoredObject upload = deployment.upload("imports/demo/add-points/a.csv", TEN_ROWS.getBytes(UTF_8),
                Map.of("by", "=?UTF-8?Q?M=C3=A4rz_AWS:AIDAOTHER?="));
        deliver(upload);

        assertEquals(new Author("M\u00E4rz AWS:AIDAOTHER", Events.PRINCIPAL), latest().origin().author());
        assertEquals(new Source(upload.key(), upload.version()), latest().origin().source());
        String summary = new String(deployment.data("summaries/demo/" + latest().id() + ".json"), UTF_8);
        assertTrue(summary.contains("\"by\" : \"M\u00E4rz AWS:AIDAOTHER\",\n  \"principal\" : \"AWS:AIDAEXAMPLE\""),
                summary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-points", "no-action"})
    void anUploadThatIsExpectedLearnsItsImport(String action) {
        Expected expected = stores(deployment.environment()).expected();
        String id = expected.newId();
        String key = "imports/demo/%s/%s/a.csv".formatted(action, id);
        expected.expect(id, new Expected.Arrival("demo", key, Instant.EPOCH, "content", null));

        deliver(deployment.upload(key, TEN_ROWS));

        assertEquals(latest().id(), expected.find("demo", id).orElseThrow().importId());
        assertEquals("a.csv", latest().origin().file());
    }

    @Test
    void rowsAreDealtByAddressInFileOrder() throws IOException {
        StringBuilder file = new StringBuilder("Email,Points\n");
        for (int i = 0; i < 60_000; i++) {
            file.append(String.format(Locale.ROOT, "Customer%05d@example.com,%d\n", i % 40_000, i));
        }
        drop("imports/demo/add-points/large.csv", file.toString());

        List<String> chunks = deployment.dataKeys("chunks/");
        assertEquals(3, chunks.size());
        Map<String, String> chunkOf = new HashMap<>();
        int count = 0;
        for (String chunk : chunks) {
            int last = 0;
            for (String row : chunkRows(chunk)) {
                int number = Integer.parseInt(row.substring(0, row.indexOf(' ')));
                assertTrue(number > last);
                last = number;
                String email = row.substring(row.indexOf(' ') + 1, row.indexOf(','));
                assertEquals(chunk, chunkOf.computeIfAbsent(email, _ -> chunk));
                count++;
            }
        }
        assertEquals(60_000, count);
    }

    private pointdrop.domain.Summary latestSummary() {
        return java.util.Objects.requireNonNull(latest().findings().summary());
    }

    @Test
    void aFileThatIsBrokenAtItsEndChangesNothing() throws Exception {
        drop("imports/demo/add-points/broken.csv", TEN_ROWS + "\"e@example.com,1\n");

        HistoryEntry entry = latest();
        assertEquals("REJECTED Validation failed: The quote that opens in line 12 is never closed. "
                + "Close it, or remove it, and drop the file again.", entry.status() + " " + entry.message());
        assertEquals(List.of(), deployment.dataKeys("chunks/"));
        assertEquals(List.of(), deployment.items(deployment.customersTable()));
        var mails = deployment.mailsTo(deployment.contact());
        assertEquals(1, mails.size());
        assertEquals("Import rejected: nothing was changed", mails.getFirst().getSubject());
        assertTrue(Mailbox.text(mails.getFirst()).contains(entry.message()));
        assertTrue(new String(deployment.data("summaries/demo/" + entry.id() + ".json"), UTF_8)
                .contains("\"status\" : \"REJECTED\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "add-points | `` | FILE_EMPTY",
            "add-points | Email,Points | FILE_EMPTY",
            "add-points | `Email,Points\n\n,\n` | FILE_EMPTY",
            "add-points | `Email,Name\na@example.com,x\n` | COLUMN_MISSING",
            "add-points | `Email,Points,Points Balance\na@example.com,1,2\n` | COLUMN_AMBIGUOUS",
            "addpoints | `Email,Points\na@example.com,1\n` | ACTION_UNKNOWN",
            "add-points | `PK\u0003\u0004xyz` | FILE_NOT_TEXT",
            "add-points | `Email,Points\na@example.com,\"1\n` | FILE_MALFORMED"})
    void aFileThatBreaksARuleIsRejectedByCode(String action, String text, String code) throws Exception {
        drop("imports/demo/" + action + "/file.csv", text);

        assertEquals("REJECTED " + code,
                latest().status() + " " + java.util.Objects.requireNonNull(latest().findings().rejection()).code());
        assertEquals(1, deployment.mailsTo(deployment.contact()).size());
    }

    @Test
    void aFileOverTheSizeLimitIsRejected() {
        Map<String, String> environment = deployment.environment();
        environment.put("POINTDROP_SIZE_LIMIT", "20");
        this.handler = new ValidateHandler(services(environment));

        drop("imports/demo/add-points/file.csv", "Email,Points\na@example.com,1\n");

        assertEquals("Validation failed: The file has 29 bytes, the limit is 20. "
                + "Split it and drop the parts one after the other.", latest().message());
    }

    @Test
    void aFileOverTheRowLimitIsRejectedAsSoonAsTheLimitIsPassed() {
        Map<String, String> environment = deployment.environment();
        environment.put("POINTDROP_ROW_LIMIT", "3");
        this.handler = new ValidateHandler(services(environment));

        drop("imports/demo/add-points/a.csv", "Email,Points\n" + "a@example.com,1\n".repeat(3));
        assertEquals("IMPORTING", latest().status().name());
        drop("imports/demo/add-points/b.csv", "Email,Points\n" + "a@example.com,1\n".repeat(5) + "\"never closed");
        assertEquals("TOO_MANY_ROWS Validation failed: The file has more than 3 rows, the limit. "
                + "Split it and drop the parts one after the other.", code(latest()) + " " + latest().message());
    }

    @Test
    void aFileWithTooManyRowsOfOneCustomerIsRejected() {
        drop("imports/demo/add-points/a.csv", "Email,Points\n" + "b@example.com,1\n".repeat(ChunkFiles.MOST_ROWS));
        assertEquals("IMPORTING", latest().status().name());

        drop("imports/demo/add-points/b.csv", "Email,Points\n" + "b@example.com,1\n".repeat(ChunkFiles.MOST_ROWS + 1));
        assertEquals("TOO_MANY_ROWS", code(latest()).name());
        assertTrue(latest().message().contains("up to row 250002 with \"b@example.com\""), latest().message());
    }

    private static Rejection.Code code(HistoryEntry entry) {
        return java.util.Objects.requireNonNull(entry.findings().rejection()).code();
    }

    @Test
    void rowsThatAreMuchShorterThanTheFirstAreDealtToEnoughChunks() {
        drop("imports/demo/add-points/a.csv", "Email,Points,Note\n"
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> "a" + i + "@b.co,1," + "x".repeat(5_000) + "\n")
                        .collect(joining())
                + IntStream.range(0, ChunkFiles.MOST_ROWS).mapToObj(i -> "c" + i + "@b.co,1\n").collect(joining()));

        assertEquals("IMPORTING", latest().status().name());
    }

    /// Rows are dealt by a hash, so that no chunk has twice the average.
    @Test
    void theLongestFileFitsItsChunks() throws IOException {
        String template = Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "template.yaml"));

        assertTrue(2 * mostOf(template, "RowLimit") / FileDealer.MAX_CHUNKS <= ChunkFiles.MOST_ROWS);
        assertTrue(2 * mostOf(template, "ChunkRows") <= ChunkFiles.MOST_ROWS);
    }

    private static long mostOf(String template, String parameter) {
        Matcher most = Pattern.compile("\n  " + parameter + ":\n(?:    .*\n)*?    MaxValue: (\\d+)").matcher(template);
        assertTrue(most.find(), parameter);
        return Long.parseLong(most.group(1));
    }

    @ParameterizedTest
    @CsvSource({"imports/nobody/add-points/a.csv,nobody", "imports/No Shop/add-points/a.csv,-", "imports/a.csv,-",
            "imports/../demo/add-points/a.csv,-"})
    void anUploadForAnUnknownShopIsReportedToTheOperator(String key, String shop) throws Exception {
        int before = deployment.mailsTo("pointdrop@example.com").size();

        drop(key, "Email,Points\na@example.com,1\n");

        HistoryEntry entry = history(shop).getFirst();
        assertEquals("REJECTED", entry.status().name());
        assertTrue(entry.message().contains("No shop is configured for \"" + key), entry.message());
        assertEquals(before + 1, deployment.mailsTo("pointdrop@example.com").size());
    }

    @Test
    void anEventOfAnotherBucketIsIgnored() {
        handler.handleRequest(
                Events.read(S3Event.class,
                        Events.s3(new StoredObject("kept-uploads", "imports/demo/enroll/a.csv", "", "etag", 1,
                                Instant.EPOCH))),
                new LambdaContext("ValidateFunction", Duration.ofMinutes(15)));

        assertEquals(List.of(), history("demo"));
    }

    @Test
    void theSampleEventIsHandled() throws IOException {
        StoredObject upload = deployment.upload("imports/demo/upsert/May customers (1).csv", TEN_ROWS);
        String event = Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "events/s3-upload.json"))
                .replace("pointdrop-uploads-000000000000-eu-central-1", upload.bucket());

        handler.handleRequest(Events.read(S3Event.class, event),
                new LambdaContext("ValidateFunction", Duration.ofMinutes(15)));

        HistoryEntry entry = history("demo").getFirst();
        assertEquals("May customers (1).csv IMPORTING 2026-11-23T23:42:05.678Z",
                entry.origin().file() + " " + entry.status() + " " + entry.origin().startedAt());
        assertTrue(entry.id().startsWith("20261123T234205Z-2a6"), entry.id());
    }

    @Test
    void aFolderIsNotImported() {
        drop("imports/demo/add-points/", "");
        assertEquals(List.of(), history("demo"));
    }

    @Test
    void whatIsNotUtf8IsReadAsWindows1252() {
        deliver(deployment.upload("imports/demo/enroll/old.csv",
                "Email;Name\na@example.com;Zo\u00EB\n".getBytes(Charset.forName("windows-1252")), Map.of()));

        assertEquals("windows-1252 semicolon", latestSummary().encoding() + " " + latestSummary().delimiter());
        assertEquals(List.of("Zo\u00EB"), latestSummary().nonAsciiCells());
    }

    @Test
    void theFirstThreeDifferentCellsBeyondAsciiAreShown() {
        drop("imports/demo/enroll/a.csv",
                "Email,Name,Pr\u00E9nom\na@example.com,Ada,x\nb@example.com,Zo\u00EB,Zo\u00EB\nc@example.com,"
                        + "\u00E9".repeat(61) + ",\nd@example.com,\u5C71,\u5C71\u7530\n");
        assertEquals(List.of("Zo\u00EB", "\u00E9".repeat(60) + "\u2026", "\u5C71"), latestSummary().nonAsciiCells());

        drop("imports/demo/enroll/b.csv", "Email,Pr\u00E9nom\na@example.com,Ada\n");
        assertEquals(List.of("Pr\u00E9nom"), latestSummary().nonAsciiCells());
    }

    @Test
    void rowsThatEndBeforeAColumnThatIsNotRequiredAreCounted() {
        drop("imports/demo/add-points/a.csv",
                "Email,Points,Note,\na@example.com,1,x\nb@example.com,1\nc@example.com\nd@example.com,1,y,\n");

        var summary = latestSummary();
        assertEquals("4 rows, 3 valid, 1 short",
                String.format(Locale.ROOT, "%d rows, %d valid, %d short", summary.rows(), summary.validRows(),
                        summary.shortRows()));
    }

    @Test
    void aRedeliveryChangesNothingAndSendsNoMail() throws Exception {
        StoredObject passed = drop("imports/demo/add-points/a.csv", TEN_ROWS);
        StoredObject rejected = drop("imports/demo/add-points/b.csv", "");
        Map<String, String> before = state();

        deliver(passed);
        deliver(rejected);

        assertEquals(before, state());
        assertEquals(1, deployment.mailsTo(deployment.contact()).size());
    }

    /// All Imports items, and when each chunk was written.
    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        deployment.items(deployment.importsTable())
                .forEach(item -> state.put(item.text("id"), item.toString()));
        for (String key : deployment.dataKeys("chunks/")) {
            state.put(key, deployment.s3()
                    .headObject(request -> request.bucket(deployment.dataBucket()).key(key))
                    .lastModified()
                    .toString());
        }
        return state;
    }

    @Test
    void aReleaseContinuesAfterTheSameFileWasImportedAgain() {
        StoredObject upload = drop("imports/demo/add-points/a.csv", TEN_ROWS);
        String chunk = deployment.dataKeys("chunks/").getFirst();
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));
        deliver(deployment.upload("imports/demo/add-points/b.csv", TEN_ROWS.getBytes(UTF_8), Map.of("repeat", "yes")));

        deliver(upload);

        assertTrue(deployment.dataKeys("chunks/").contains(chunk));
    }

    @Test
    void aReleaseContinuesWithTheSameChunksAfterADeployment() throws IOException {
        handler = new ValidateHandler(services(withChunkRows("3")));
        StoredObject upload = drop("imports/demo/reset-points/a.csv", TEN_ROWS);
        List<String> chunks = deployment.dataKeys("chunks/");
        assertEquals(4, chunks.size());
        Map<String, List<String>> before = new TreeMap<>();
        for (String chunk : chunks) {
            before.put(chunk, chunkRows(chunk));
        }
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunks.getLast()));

        handler = new ValidateHandler(services(withChunkRows("25000")));
        deliver(upload);

        assertEquals(chunks, deployment.dataKeys("chunks/"));
        for (String chunk : chunks) {
            assertEquals(before.get(chunk), chunkRows(chunk));
        }
    }

    @Test
    void aReleaseContinuesAfterTheShopWasDeleted() {
        StoredObject upload = drop("imports/demo/update-customers/a.csv", "Email,Tier\nada@example.com,gold\n");
        String chunk = deployment.dataKeys("chunks/").getFirst();
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));
        deployment.dynamoDb()
                .deleteItem(request -> request.tableName(deployment.shopsTable())
                        .key(Map.of("shop", AttributeValue.fromS("demo"))));

        deliver(upload);

        assertTrue(deployment.dataKeys("chunks/").contains(chunk));
        assertEquals(1, latest().rules().shop().tiers().indexOf("Silver"));
    }

    private Map<String, String> withChunkRows(String rows) {
        Map<String, String> environment = deployment.environment();
        environment.put("POINTDROP_CHUNK_ROWS", rows);
        return environment;
    }

    @Test
    void aReleaseContinuesAfterALimitWasLowered() {
        StoredObject upload = drop("imports/demo/add-points/a.csv", TEN_ROWS);
        String chunk = deployment.dataKeys("chunks/").getFirst();
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));
        Map<String, String> environment = deployment.environment();
        environment.put("POINTDROP_SIZE_LIMIT", "20");
        this.handler = new ValidateHandler(services(environment));

        deliver(upload);

        assertEquals("IMPORTING " + chunk, latest().status() + " " + deployment.dataKeys("chunks/").getFirst());
    }

    @Test
    void aRedeliveryReleasesTheChunksThatACrashedFunctionDidNot() {
        StoredObject upload = drop("imports/demo/add-points/a.csv", TEN_ROWS);
        List<String> chunks = deployment.dataKeys("chunks/");
        byte[] before = deployment.data(chunks.getFirst());
        deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunks.getFirst()));

        deliver(upload);

        org.junit.jupiter.api.Assertions.assertArrayEquals(before, deployment.data(chunks.getFirst()));
    }

    @Test
    void theSameFileIsNotAddedTwiceUnlessItIsToRepeat() {
        drop("imports/demo/add-points/a.csv", TEN_ROWS);
        String first = latest().id();

        drop("imports/demo/add-points/b.csv", TEN_ROWS);
        assertEquals("REJECTED Validation failed: The same file is being imported by import " + first
                + ". Wait for its mail; there is nothing else to do.",
                latest().status() + " " + latest().message());

        deliver(deployment.upload("imports/demo/add-points/c.csv", TEN_ROWS.getBytes(UTF_8), Map.of("repeat", "yes")));
        assertEquals("IMPORTING", latest().status().name());

        drop("imports/demo/reset-points/d.csv", TEN_ROWS);
        assertEquals("IMPORTING", latest().status().name());
        drop("imports/demo/reset-points/e.csv", TEN_ROWS);
        assertEquals("IMPORTING", latest().status().name());
    }

    @ParameterizedTest
    @CsvSource({"FAILED,0,0,IMPORTING", "COMPLETED,0,0,IMPORTING", "COMPLETED,1,0,REJECTED", "FAILED,0,1,REJECTED",
            "FAILED,1,0,REJECTED"})
    void aFileIsTakenAgainWhereItsImportEndedWithoutChangingAnything(String status, String changed, String notKnown,
            String next) {
        drop("imports/demo/add-points/a.csv", TEN_ROWS);
        deployment.dynamoDb()
                .updateItem(request -> request.tableName(deployment.importsTable())
                        .key(Map.of("shop", AttributeValue.fromS("demo"), "id", AttributeValue.fromS(latest().id())))
                        .updateExpression("SET #status = :status, changed = :changed, notKnown = :notKnown")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(":status", AttributeValue.fromS(status), ":changed",
                                AttributeValue.fromN(changed), ":notKnown", AttributeValue.fromN(notKnown))));

        drop("imports/demo/add-points/b.csv", TEN_ROWS);

        assertEquals(next, latest().status().name());
        assertEquals(next.equals("REJECTED"),
                latest().message().contains("imported within the last 7 days, by import "));
    }

    @ParameterizedTest
    @CsvSource({"Someone@Demo.Example,someone@demo.example", "someone@elsewhere.example,",
            "'x@demo.example\r\nBcc: y',"})
    void aMailGoesToAnAddressThatTheShopAllows(String wanted, @org.jspecify.annotations.Nullable String recipient)
            throws Exception {
        String expected = recipient == null ? deployment.contact() : recipient;
        int before = deployment.mailsTo(expected).size();

        deliver(deployment.upload("imports/demo/add-points/a.csv", new byte[0],
                Map.of("notify", wanted.replaceAll("\\R", " "))));

        assertEquals(before + 1, deployment.mailsTo(expected).size());
    }

    @Test
    void aRejectedFileIsCountedOnceByItsReason() {
        deliver(drop("imports/demo/add-points/ann@example.com.csv", "Email\nann@example.com\n"));

        assertEquals(1, deployment.log().sum("FilesRejected"));
        assertEquals(List.of("COLUMN_MISSING"), deployment.log()
                .all()
                .stream()
                .filter(line -> line.containsKey("FilesRejected"))
                .map(line -> line.get("Reason"))
                .toList());
    }

    /// What happened to an import can be told from the lines with its id.
    @Test
    void theLogTellsEachStepOfAValidationAndThatAnEventCameAgain() {
        StoredObject upload = drop("imports/demo/add-points/ten rows.csv", TEN_ROWS);
        deliver(upload);

        String id = latest().id();
        assertEquals(List.of("An upload is received", "The history has a new entry", "The import is IMPORTING",
                "Chunks are released", "An upload is received", "The event was delivered before"),
                deployment.log().all().stream().map(line -> line.get("message")).toList());
        assertEquals(Set.of(id), deployment.log().all().stream().map(line -> line.get("importId")).collect(toSet()));
        assertEquals(10, deployment.log().all().get(2).get("rows"));
    }

    @Test
    void aMissingVariableIsNamed() {
        Map<String, String> environment = deployment.environment();
        environment.remove("POINTDROP_SIZE_LIMIT");

        IllegalStateException failed = org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class,
                () -> new ValidateHandler(services(environment)));
        assertEquals(
                "The environment variable POINTDROP_SIZE_LIMIT is not set. template.yaml sets it for every function.",
                failed.getMessage());
    }
}
