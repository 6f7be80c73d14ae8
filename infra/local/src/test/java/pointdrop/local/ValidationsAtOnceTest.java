package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pointdrop.csv.ChunkReader;
import pointdrop.domain.Counts;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;

/// Two deliveries of the event of one upload, side by side: one import, each row in it once, and one mail.
@ExtendWith(InMemory.class)
class ValidationsAtOnceTest {
    private static final int CUSTOMERS = 30;
    private static final int ROWS = 2 * CUSTOMERS + 1;

    private Deployment deployment;
    private MemoryAws aws;
    private StoredObject upload;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.deployment = deployment;
        this.aws = aws;
        process("25000").drop("imports/demo/enroll/customers.csv", IntStream.range(0, CUSTOMERS)
                .mapToObj("c%d@example.com,C,100\n"::formatted)
                .collect(Collectors.joining("", "Email,Name,Points\n", ""))
                .getBytes(UTF_8));
        this.upload = deployment.upload("imports/demo/add-points/file.csv", IntStream.range(0, 2 * CUSTOMERS)
                .mapToObj(i -> String.format(Locale.ROOT, "c%d@example.com,1\n", i % CUSTOMERS))
                .collect(Collectors.joining("", "Email,Points\n", "nobody,1\n")));
    }

    private Platform process(String rowsPerChunk) {
        return process(rowsPerChunk, new CallListener() {
        });
    }

    private Platform process(String rowsPerChunk, CallListener listener) {
        return new Platform(deployment, aws.heardBy(listener), Machine.real(),
                Map.of("POINTDROP_CHUNK_ROWS", rowsPerChunk));
    }

    private List<String> chunks() {
        return deployment.dataKeys("chunks/demo/" + process("25").history(upload).id() + "/");
    }

    private void importAll() {
        chunks().forEach(process("25")::importChunk);
    }

    /// The call that a slow delivery is about to make.
    enum Step {
        CLAIM_OF_THE_BYTES,
        START_OF_THE_IMPORT,
        RELEASE_OF_THE_CHUNKS;

        boolean isAt(Call call) {
            return switch (this) {
                // The claim has a partition of its own, `demo#add-points`.
                case CLAIM_OF_THE_BYTES -> call.operation().equals("PutItem") && call.key().startsWith("demo#");
                case START_OF_THE_IMPORT -> call.operation().equals("UpdateItem");
                case RELEASE_OF_THE_CHUNKS -> call.operation().equals("CopyObject");
            };
        }
    }

    private List<Integer> dealtRows() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (String key : chunks()) {
            try (ChunkReader chunk = new ChunkReader(new ByteArrayInputStream(deployment.data(key)))) {
                chunk.forEachRow((number, _) -> numbers.add(number));
            }
        }
        return numbers.stream().sorted().toList();
    }

    /// Each put of a chunk raises an event, so each chunk is delivered twice.
    private void assertImportedOnce() throws Exception {
        assertEquals(IntStream.range(2, 2 + ROWS).boxed().toList(), dealtRows());
        assertEquals(process("25").history(upload).progress().chunks(), chunks().size());

        importAll();
        importAll();

        HistoryEntry entry = process("25").history(upload);
        assertEquals(Status.COMPLETED, entry.status());
        assertEquals(ROWS, entry.counts().rows());
        assertEquals(new Counts(2 * CUSTOMERS, 0, 1, 2 * CUSTOMERS, 0).withRepeatedEmails(CUSTOMERS), entry.counts());
        assertEquals(Map.of(102L, (long) CUSTOMERS), balances());
        assertEquals(List.of("Import finished: 30 of 30 rows applied", "Import finished: 60 of 61 rows applied"),
                subjects());
        assertEquals(2, imports());
    }

    /// How many customers have each balance.
    private Map<Long, Long> balances() {
        return deployment.items(deployment.customersTable())
                .stream()
                .collect(Collectors.groupingBy(item -> item.number("points"), Collectors.counting()));
    }

    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (var mail : deployment.mailsTo(deployment.contact())) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private long imports() {
        return deployment.items(deployment.importsTable())
                .stream()
                .filter(item -> item.text("kind").equals("import"))
                .count();
    }

    @RepeatedTest(5)
    void twoDeliveriesAtOnceAreOneImport() throws Exception {
        Platform one = process("25");
        Platform other = process("25");

        var running = CompletableFuture.runAsync(() -> one.validate(upload));
        other.validate(upload);
        running.join();

        assertEquals(3, chunks().size());
        assertImportedOnce();
    }

    @ParameterizedTest
    @EnumSource
    void aDeliveryThatIsOvertakenByAnotherChangesNothing(Step step) throws Exception {
        process("25", new Meanwhile(step::isAt, () -> process("25").validate(upload))).validate(upload);

        assertEquals(3, chunks().size());
        assertImportedOnce();
    }

    @ParameterizedTest
    @EnumSource
    void aDeliveryThatIsOvertakenByTheWholeImportChangesNothing(Step step) throws Exception {
        process("25", new Meanwhile(step::isAt, () -> {
            process("25").validate(upload);
            importAll();
        })).validate(upload);

        assertEquals(Status.COMPLETED, process("25").history(upload).status());
        assertImportedOnce();
    }

    @ParameterizedTest
    @EnumSource
    void moreChunksGiveWayToFewer(Step step) throws Exception {
        validateAtOnce("25", step, "25000");
        assertImportedOnce();
    }

    @ParameterizedTest
    @EnumSource
    void fewerChunksGiveWayToMore(Step step) throws Exception {
        validateAtOnce("25000", step, "25");
        assertImportedOnce();
    }

    /// As around a deployment that changed the size of chunks.
    private void validateAtOnce(String rowsPerChunk, Step step, String rowsPerChunkOfFaster) {
        process(rowsPerChunk, new Meanwhile(step::isAt, () -> process(rowsPerChunkOfFaster).validate(upload)))
                .validate(upload);
    }
}
