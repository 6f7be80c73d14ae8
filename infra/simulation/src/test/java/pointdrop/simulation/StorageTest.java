package pointdrop.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Action;
import pointdrop.domain.Counts;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Row;
import pointdrop.domain.Shop;
import pointdrop.domain.Summary;
import pointdrop.domain.Values;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.TestClock;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.EarlierUploads;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;
import pointdrop.storage.StoredCustomer;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every call that the functions make to DynamoDB.
class StorageTest extends DynamoDbContract {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final ChunkRef CHUNK = new ChunkRef("demo", "1", 0);

    private final TestClock clock = new TestClock();
    private Stores stores;
    private ImportsTable imports;

    @BeforeEach
    void createTables(Deployment deployment) {
        Map<String, String> variables = new TreeMap<>(deployment.environment());
        for (String variable : List.of("POINTDROP_SHOPS_TABLE", "POINTDROP_IMPORTS_TABLE",
                "POINTDROP_CUSTOMERS_TABLE")) {
            variables.put(variable, table + variable);
        }
        createTable(dynamoDb, table + "POINTDROP_SHOPS_TABLE", "shop");
        createTable(dynamoDb, table + "POINTDROP_IMPORTS_TABLE", "shop", "id");
        createTable(dynamoDb, table + "POINTDROP_CUSTOMERS_TABLE", "pk", "email");
        stores = Stores.of(deployment.s3(), dynamoDb, new Environment(variables), Machine.withClock(clock));
        imports = stores.imports();
    }

    private HistoryEntry begin(String id) {
        return imports.begin(new HistoryEntry.Origin(HistoryEntry.Kind.IMPORT, "demo", id, "add-points", "f.csv", null,
                clock.instant()));
    }

    private HistoryEntry startImporting(HistoryEntry entry) {
        return imports.startImporting(entry, new Summary(2, List.of("x"), 1, 1, "UTF-8", "comma", List.of()), 2);
    }

    @Test
    void anImportGoesFromStatusToStatusOnce() {
        HistoryEntry begun = begin("1");
        assertEquals(begun, begin("1"));
        HistoryEntry importing = startImporting(begun);
        assertEquals(Status.IMPORTING, importing.status());
        assertEquals(2, importing.pendingChunks().size());
        assertEquals(importing, startImporting(begun));
        HistoryEntry completed = imports.complete(importing, "reports/1.csv");
        assertEquals(Status.COMPLETED, completed.status());
        assertEquals(completed, imports.complete(importing, "reports/other.csv"));
        assertEquals(completed, imports.get("demo", "1"));
        assertEquals(Optional.empty(), imports.find("demo", "2"));
    }

    @Test
    void theHistoryIsNewestFirst() {
        List.of("1", "3", "2").forEach(this::begin);
        assertEquals(List.of("3", "2"), imports.history("demo", 2).stream().map(HistoryEntry::id).toList());
        assertEquals(List.of(), imports.history("nobody", 2));
    }

    @Test
    void aChunkIsTakenGivenBackAndClosedOnce() {
        startImporting(begin("1"));
        Stores first = stores.forInvocation(TIMEOUT.toMillis());
        Stores second = stores.forInvocation(TIMEOUT.toMillis());
        var holder = first.pendingChunks();
        holder.take(CHUNK);
        holder.take(CHUNK);
        assertThrows(IllegalStateException.class, () -> second.pendingChunks().take(CHUNK));
        holder.giveBack(CHUNK);
        clock.advance(Duration.ofMinutes(1));
        var next = second.pendingChunks();
        next.take(CHUNK);
        HistoryEntry closed = next.close(CHUNK, new Counts(1, 2, 3, 40, 5)).orElseThrow();
        assertEquals(new Counts(1, 2, 3, 40, 5), closed.counts());
        assertEquals(Optional.empty(), next.close(CHUNK, new Counts(1, 2, 3, 40, 5)));
        ChunkRef last = new ChunkRef("demo", "1", 1);
        next.take(last);
        assertEquals(List.of(), next.close(last, new Counts(1, 0, 0, 0, 0)).orElseThrow().pendingChunks());
        assertThrows(IllegalStateException.class, () -> next.take(new ChunkRef("demo", "none", 0)));
    }

    @Test
    void aMailIsClaimedByOneAtATime() {
        HistoryEntry entry = startImporting(begin("1"));
        assertTrue(imports.claimMail(entry, "one", TIMEOUT));
        assertTrue(imports.claimMail(entry, "one", TIMEOUT));
        assertFalse(imports.claimMail(entry, "other", TIMEOUT));
        imports.removeLeasesAndClaims();
        assertTrue(imports.claimMail(entry, "other", TIMEOUT));
        clock.advance(TIMEOUT.plusSeconds(1));
        assertTrue(imports.claimMail(entry, "one", TIMEOUT));
        imports.mailSent(entry);
        imports.mailSent(entry);
        assertFalse(imports.claimMail(entry, "one", TIMEOUT));
    }

    @Test
    void aFileIsClaimedForSevenDays() {
        EarlierUploads uploads = stores.earlierUploads();
        assertEquals(Optional.empty(), uploads.claim("demo", "enroll", "digest", "1", clock.instant(), false));
        assertEquals(Optional.empty(), uploads.claim("demo", "enroll", "digest", "1", clock.instant(), false));
        assertEquals(Optional.of("1"), uploads.claim("demo", "enroll", "digest", "2", clock.instant(), false));
        clock.advance(Duration.ofDays(7));
        assertEquals(Optional.empty(), uploads.claim("demo", "enroll", "digest", "3", clock.instant(), false));
        assertEquals(Optional.empty(), uploads.claim("demo", "enroll", "digest", "4", clock.instant(), true));
    }

    @Test
    void aCustomerIsWrittenOnConditionThatNobodyElseWrote() {
        EmailAddress ada = new EmailAddress("ada@example.com");
        StoredCustomer nobody = read(ada);
        StoredCustomer enrolled = write(ada, nobody, "1");
        assertTrue(enrolled.wasWrittenBy("1"));
        StoredCustomer refused = write(ada, nobody, "2");
        assertFalse(refused.wasWrittenBy("2"));
        assertEquals(enrolled.item(), refused.item());
        assertTrue(write(ada, refused, "3").wasWrittenBy("3"));
        assertEquals(200, Objects.requireNonNull(read(ada).customer()).points());
        int partition = (int) (ada.hash() % CustomersTable.partitions());
        CustomersTable.Page page = stores.customers().page("demo", partition, null);
        assertEquals(1, page.customers().size());
        assertTrue(page.last());
        assertTrue(stores.customers().page("demo", partition, ada).customers().isEmpty());
    }

    private StoredCustomer read(EmailAddress email) {
        return Objects.requireNonNull(stores.customers()
                .read("demo", List.of(email, new EmailAddress("nobody@example.com")))
                .get(email));
    }

    private StoredCustomer write(EmailAddress email, StoredCustomer read, String importId) {
        Shop shop = new Shop("demo", "owner@demo.example", List.of(), List.of("Gold"), false);
        Customer before = read.customer();
        Row row = new Row(2, email, new Values(100L, null, null, null, LocalDate.EPOCH), List.of());
        CustomerChange change = CustomerChange.apply(
                Action.named(before == null ? "enroll" : "add-points").orElseThrow(), shop, before,
                email, List.of(row));
        return stores.customers()
                .write("demo", email, read, change, List.of(row), importId, stores.deadline().backoff());
    }

    @Test
    void aShopIsFoundWhereItIsConfigured() {
        dynamoDb.putItem(request -> request.tableName(table + "POINTDROP_SHOPS_TABLE")
                .conditionExpression("attribute_not_exists(shop)")
                .item(attributes("shop", "demo", "contact", "owner@demo.example", "tiers",
                        AttributeValue.fromL(List.of(text("Gold"))))));
        assertEquals(List.of("Gold"), stores.shops().find("demo").orElseThrow().tiers());
        assertEquals(Optional.empty(), stores.shops().find("nobody"));
    }
}
