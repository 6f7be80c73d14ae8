package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Emulators;
import pointdrop.emulators.Mailbox;
import pointdrop.storage.Clients;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/// The stack as `pointdrop up` runs it, with the functions in their jars: a file is dropped with an S3 client, and what
/// comes of it is read where its owner reads it. On any endpoints, see [TestedOn]; a line on the console says which.
@Timeout(120)
@Tag("endpoints")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final List<EmailAddress> CUSTOMERS = List.of(new EmailAddress("ada@example.com"),
            new EmailAddress("bob@example.com"));

    @TempDir
    private static Path data;

    private static TestedOn testedOn;
    @SuppressWarnings("NullAway.Init")
    private static LocalStack stack;
    @SuppressWarnings("NullAway.Init")
    private static S3Client s3;

    @BeforeAll
    static void choose() throws Exception {
        testedOn = TestedOn.chosen(System.getenv(), Boolean.getBoolean("pointdrop.localstack"));
        System.out.println("The end-to-end tests run on " + testedOn.name());
        start();
    }

    private static void start() throws Exception {
        Emulators.Ports ports = Emulators.Ports.free();
        stack = new LocalStack(Main.home(), data, testedOn.services(data, ports), ports.web(), Duration.ofMillis(50));
        s3 = Clients.s3();
    }

    private static void stop() {
        s3.close();
        stack.close();
    }

    @AfterAll
    static void end() {
        // Nothing has been started where there is nothing to run on.
        if (stack != null) {
            stop();
            testedOn.close();
        }
    }

    private Stores stores() {
        return Stores.of(new Environment(stack.environment()));
    }

    private HistoryEntry drop(String action, String text) throws Exception {
        Path file = Files.writeString(data.resolve(action + ".csv"), text);
        StackClient stackClient = new StackClient(s3, stack.environment());
        return stackClient.await(stackClient.drop("demo", action, file, Optional.empty(), false), _ -> {});
    }

    private List<Long> balances() {
        var found = stores().customers().read("demo", CUSTOMERS);
        return CUSTOMERS.stream()
                .map(found::get)
                .map(stored -> Objects.requireNonNull(Objects.requireNonNull(stored).customer()).points())
                .toList();
    }

    private List<MimeMessage> mails() throws Exception {
        return stack.services().mailsTo("owner@demo.example");
    }

    @Test
    @Order(1)
    void aFileIsDroppedAndItsOwnerReadsTheMail() throws Exception {
        drop("enroll", "Email,Name,Points\nada@example.com,Ada,1129\nbob@example.com,Bob,10\n");
        HistoryEntry added = drop("add-points", "Email;Points\nADA@example.com;371\nbob@example.com;-11\n");

        assertEquals(Status.COMPLETED, added.status());
        assertEquals(List.of(1500L, 10L), balances());
        MimeMessage mail = mails().getLast();
        assertEquals("Import finished: 1 of 2 rows applied", mail.getSubject());
        assertEquals("\uFEFFEmail;Points;Row;Error\r\nbob@example.com;-11;3;\"BALANCE_NEGATIVE: \"\"-11\"\" would turn "
                + "the balance of 10 points into -1. Write a number that leaves at least 0.\"\r\n",
                MailedLink.in(Mailbox.text(mail)).open());
    }

    @Test
    @Order(2)
    void whatWasDoneIsNotDoneAgainAfterARestart() throws Exception {
        stop();

        start();
        drop("add-points", "Email,Points\nada@example.com,1\n");

        assertEquals(List.of(1501L, 10L), balances());
        assertEquals(3, mails().size());
        assertEquals(List.of("add-points", "add-points", "enroll"),
                stores().imports().history("demo", 10).stream().map(entry -> entry.origin().action()).toList());
    }

    @Test
    void whatWasReviewedIsStartedByARequest() throws Exception {
        Path file = Files.writeString(data.resolve("reviewed.csv"), "Email\ncleo@example.com\n");
        StackClient stackClient = new StackClient(s3, stack.environment());
        HistoryEntry ready = stackClient
                .await(stackClient.drop("demo", "enroll", file, Map.of("review", "yes")), _ -> {});
        assertEquals(Status.READY, ready.status());

        PendingRequest.Answer answer = stackClient.await(stackClient.ask(Verb.START, "demo", ready.id()), _ -> {});

        assertEquals(Status.COMPLETED, Objects.requireNonNull(answer.moved()).status());
    }

    /// The last one, because the stack tells of each delivery.
    @Test
    @Order(Integer.MAX_VALUE)
    void aChunkThatAlwaysFailsEndsInTheDeadLetterQueue() throws Exception {
        s3.putObject(request -> request.bucket(stores().dataBucket()).key("chunks/demo/nothing/0.csv.gz"),
                RequestBody.fromString("x"));

        // The letter is written before the message is deleted.
        Path deadLetters = data.resolve("queues/DeadLetterQueue");
        await(() -> !list(deadLetters).isEmpty() && list(data.resolve("queues/ChunksQueue")).isEmpty());
        assertTrue(Files.readString(list(deadLetters).getFirst()).contains("chunks/demo/nothing/0.csv.gz"));
    }

    /// As a job does that encrypts a whole bucket anew.
    @Test
    void aCopyOfAnImportedObjectOntoItselfDoesNothing() throws Exception {
        assumeTrue(stack.services() instanceof Emulators, "Only the log of S3Mock tells of copies");
        drop("reset-points", "Email,Points\nada@example.com,77\n");
        drop("reset-points", "Email,Points\nada@example.com,78\n");
        int entries = stores().imports().history("demo", 100).size();
        String bucket = stack.environment().get("POINTDROP_UPLOADS_BUCKET");
        String key = "imports/demo/reset-points/reset-points.csv";

        String version = s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(key)
                .destinationBucket(bucket)
                .destinationKey(key)
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("encrypted", "anew"))).versionId();

        await(() -> Files.readString(data.resolve("events/noticed")).contains(version));
        assertEquals(entries, stores().imports().history("demo", 100).size());
        assertEquals(78L, balances().getFirst());
    }

    private static void await(Callable<Boolean> done) throws Exception {
        Instant deadline = Instant.now().plus(LONGEST_WAIT);
        while (!done.call()) {
            assertTrue(Instant.now().isBefore(deadline), "Nothing comes of it");
            Thread.sleep(100);
        }
    }

    /// It names a checksum for each part, unless the environment says that it need not, and none at the end.
    @Test
    void aLargeFileIsUploadedAsTheAwsCliDoes() {
        byte[] part = new byte[8 * 1024 * 1024];
        boolean checksums = !"when_required".equals(stack.environment().get("AWS_REQUEST_CHECKSUM_CALCULATION"));
        String bucket = stack.environment().get("POINTDROP_UPLOADS_BUCKET");
        try (S3Client cli = S3Client.builder()
                .requestChecksumCalculation(
                        checksums
                                ? RequestChecksumCalculation.WHEN_SUPPORTED
                                : RequestChecksumCalculation.WHEN_REQUIRED)
                .build()) {
            String id = cli.createMultipartUpload(request -> request.bucket(bucket)
                    .key("large.csv")
                    .checksumAlgorithm(checksums ? ChecksumAlgorithm.CRC32 : null)).uploadId();
            List<CompletedPart> parts = IntStream.rangeClosed(1, 3)
                    .mapToObj(number -> CompletedPart.builder()
                            .partNumber(number)
                            .eTag(cli.uploadPart(
                                    request -> request.bucket(bucket).key("large.csv").uploadId(id).partNumber(number),
                                    RequestBody.fromBytes(part)).eTag())
                            .build())
                    .toList();
            cli.completeMultipartUpload(request -> request.bucket(bucket)
                    .key("large.csv")
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(parts)));
        }

        assertEquals(3L * part.length,
                s3.headObject(request -> request.bucket(bucket).key("large.csv")).contentLength());
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    @Test
    void theEnvironmentIsWhatShellsNeed() {
        Map<String, String> variables = stack.environment();
        for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SES",
                "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "POINTDROP_UPLOADS_BUCKET",
                "POINTDROP_DATA_BUCKET", "POINTDROP_CUSTOMERS_TABLE", "POINTDROP_IMPORTS_TABLE",
                "POINTDROP_SHOPS_TABLE")) {
            assertTrue(variables.containsKey(name), name);
        }
    }
}
