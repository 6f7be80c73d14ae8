package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.OnEmulators;
import pointdrop.emulators.StoredObject;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Several at once: whoever wins, what the outcomes tell is what the balances did, to the point.
@ExtendWith(OnEmulators.class)
class ConcurrencyTest {
    private static final int CUSTOMERS = 60;
    private static final long BALANCE = 20;

    private Deployment deployment;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        for (int i = 0; i < CUSTOMERS; i++) {
            Map<String, AttributeValue> item = new java.util.HashMap<>(key(i));
            item.put("points", AttributeValue.fromN(Long.toString(BALANCE)));
            item.put("rev", AttributeValue.fromN("1"));
            deployment.dynamoDb().putItem(request -> request.tableName(deployment.customersTable()).item(item));
        }
    }

    private static String email(int customer) {
        return "c%02d@example.com".formatted(customer);
    }

    private static Map<String, AttributeValue> key(int customer) {
        String pk = "demo#%02d".formatted(new EmailAddress(email(customer)).hash() % 32);
        return Map.of("pk", AttributeValue.fromS(pk), "email", AttributeValue.fromS(email(customer)));
    }

    private StoredObject upload(String name, LongUnaryOperator points) {
        StringBuilder file = new StringBuilder("Email,Points\n");
        IntStream.range(0, CUSTOMERS)
                .forEach(i -> file.append("%s,%d%n".formatted(email(i), points.applyAsLong(i))));
        return deployment.upload("imports/demo/add-points/" + name, file.toString());
    }

    /// Validates an upload, and tells the key of its only chunk.
    private String validated(StoredObject upload) {
        Platform platform = Platform.of(deployment);
        platform.validate(upload);
        return platform.onlyChunk(upload);
    }

    /// All at once, each in a process of its own.
    private void atOnce(List<Runnable> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            List<Callable<@Nullable Void>> tasks = new ArrayList<>();
            work.forEach(one -> tasks.add(() -> {
                one.run();
                return null;
            }));
            for (Future<@Nullable Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    /// As the queue delivers: again, where another delivery works on the chunk.
    private Runnable importing(String chunk) {
        Platform process = new Platform(deployment, Clients.withoutFaults(), Machine.real());
        return () -> {
            for (int delivery = 1; !importedBy(process, chunk); delivery++) {
                assertTrue(delivery < 1_000, "Delivered in vain");
            }
        };
    }

    private static boolean importedBy(Platform process, String chunk) {
        try {
            process.importChunk(chunk);
            return true;
        } catch (IllegalStateException held) {
            assertTrue(String.valueOf(held.getMessage()).startsWith("Another delivery works on"), held.toString());
            pause();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private long sumOfBalances() {
        return deployment.items(deployment.customersTable()).stream().mapToLong(item -> item.number("points")).sum();
    }

    /// What the ledger of an import says that the balances moved.
    private long sumOfDeltas(HistoryEntry entry) {
        byte[] outcomes = deployment.data("outcomes/demo/" + entry.id() + "/0.csv.gz");
        try (var records = CSVFormat.RFC4180.parse(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(outcomes)), StandardCharsets.UTF_8))) {
            long sum = 0;
            for (CSVRecord row : records) {
                sum += row.get(1).equals("changed") ? Long.parseLong(row.get(4)) : 0;
            }
            return sum;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HistoryEntry completed(StoredObject upload) {
        HistoryEntry entry = Platform.of(deployment).history(upload);
        assertEquals(Status.COMPLETED, entry.status());
        assertEquals(CUSTOMERS, entry.counts().rows());
        assertEquals(sumOfDeltas(entry), entry.counts().pointsAdded() - entry.counts().pointsRemoved());
        return entry;
    }

    @RepeatedTest(2)
    void aChunkThatIsDeliveredSeveralTimesAtOnceIsImportedOnce() throws Exception {
        StoredObject upload = upload("a.csv", i -> i % 2 == 0 ? 7 : -30);
        String chunk = validated(upload);

        atOnce(List.of(importing(chunk), importing(chunk), importing(chunk)));

        HistoryEntry entry = completed(upload);
        assertEquals(CUSTOMERS / 2, entry.counts().changed());
        assertEquals(CUSTOMERS * BALANCE + 7 * CUSTOMERS / 2, sumOfBalances());
        assertEquals(1, deployment.mailsTo(deployment.contact()).size());
    }

    /// Each chunk twice, so that a row can fail in one delivery and pass in another, depending on the other imports.
    @RepeatedTest(2)
    void importsOfTheSameCustomersAtOnceLoseNothing() throws Exception {
        StoredObject adding = upload("add.csv", i -> 15);
        StoredObject removing = upload("remove.csv", i -> -(i % 40));
        StoredObject more = upload("more.csv", i -> i % 5 - 2);
        List<Runnable> work = new ArrayList<>();
        for (StoredObject upload : List.of(adding, removing, more)) {
            String chunk = validated(upload);
            work.add(importing(chunk));
            work.add(importing(chunk));
        }

        atOnce(work);

        long told = sumOfDeltas(completed(adding)) + sumOfDeltas(completed(removing)) + sumOfDeltas(completed(more));
        assertEquals(CUSTOMERS * BALANCE + told, sumOfBalances());
    }

    @RepeatedTest(2)
    void anImportDoesNotOverwriteOtherWriters() throws Exception {
        StoredObject upload = upload("a.csv", i -> i % 2 == 0 ? 7 : -21);
        String chunk = validated(upload);
        AtomicBoolean done = new AtomicBoolean();
        long[] added = {0, 0};

        atOnce(List.of(() -> {
            importing(chunk).run();
            done.set(true);
        }, () -> {
            for (int i = 0; !done.get(); i++) {
                added[0] += addThroughRev(i % CUSTOMERS) ? 1 : 0;
            }
        }, () -> {
            for (int i = 0; !done.get(); i++) {
                addWithoutRev((i * 7) % CUSTOMERS);
                added[1]++;
            }
        }));

        assertTrue(added[0] > 0 && added[1] > 0);
        assertEquals(CUSTOMERS * BALANCE + added[0] + added[1] + sumOfDeltas(completed(upload)), sumOfBalances());
    }

    /// Stops a delivery when it reads customers, until it may go on.
    private record Slow(CountDownLatch reading, CountDownLatch mayGoOn) implements ExecutionInterceptor {
        Slow() {
            this(new CountDownLatch(1), new CountDownLatch(1));
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof BatchGetItemRequest) {
                reading.countDown();
                await(mayGoOn);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// The rows fail as long as nobody adds points, and pass afterwards. A delivery that found them failing must not tell of
    /// rows that a slower one goes on to apply.
    @Test
    void aSecondDeliveryDoesNotTellOfAChunkThatASlowOneWorksOn() throws Exception {
        StoredObject upload = upload("a.csv", i -> -30);
        String chunk = validated(upload);
        Slow slow = new Slow();
        Platform first = new Platform(deployment, Clients.with(List.of(slow)), Machine.real());

        atOnce(List.of(() -> first.importChunk(chunk), () -> {
            await(slow.reading());
            assertFalse(importedBy(Platform.of(deployment), chunk), "The first delivery holds the chunk");
            IntStream.range(0, 15 * CUSTOMERS).forEach(i -> addWithoutRev(i % CUSTOMERS));
            slow.mayGoOn().countDown();
        }));
        importing(chunk).run();

        long added = 15L * CUSTOMERS;
        assertEquals(CUSTOMERS * BALANCE + added + sumOfDeltas(completed(upload)), sumOfBalances());
    }

    /// As a writer that minds `rev`; one try.
    private boolean addThroughRev(int customer) {
        Item read = new Item(deployment.dynamoDb()
                .getItem(request -> request.tableName(deployment.customersTable())
                        .key(key(customer))
                        .consistentRead(true))
                .item());
        try {
            deployment.dynamoDb()
                    .updateItem(request -> request.tableName(deployment.customersTable())
                            .key(key(customer))
                            .updateExpression("SET points = :points, rev = :next")
                            .conditionExpression("rev = :rev AND points = :read")
                            .expressionAttributeValues(Map.of(":points", number(read.number("points") + 1), ":next",
                                    number(read.number("rev") + 1), ":rev", number(read.number("rev")), ":read",
                                    number(read.number("points")))));
            return true;
        } catch (ConditionalCheckFailedException lost) {
            return false;
        }
    }

    /// As a writer that knows nothing of it.
    private void addWithoutRev(int customer) {
        deployment.dynamoDb()
                .updateItem(request -> request.tableName(deployment.customersTable())
                        .key(key(customer))
                        .updateExpression("ADD points :one")
                        .expressionAttributeValues(Map.of(":one", number(1))));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
