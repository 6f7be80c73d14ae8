package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.domain.ProblemCode;
import pointdrop.domain.RandomInput;
import pointdrop.domain.Row;
import pointdrop.domain.RowReader;
import pointdrop.domain.Rules;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Values;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.OnBoth;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ClassTemplate
@ExtendWith(OnBoth.class)
class CustomersTableTest {
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");
    private static final ShopRules SHOP = new ShopRules(List.of("Gold", "Silver"), false);

    private TestStores test;
    private CustomersTable customers;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.test = new TestStores(deployment);
        this.customers = test.stores().customers();
        write(read(), "enroll", 100L, "enrolled");
    }

    private StoredCustomer read() {
        return Objects.requireNonNull(customers.read("demo", List.of(ADA)).get(ADA));
    }

    private Optional<StoredCustomer> write(StoredCustomer read, String action, @Nullable Long points, String importId) {
        Row row = new Row(2, ADA, new Values(points, null, null, null, LocalDate.EPOCH), null, List.of());
        CustomerChange change = CustomerChange.apply(rules(importId, Action.named(action).orElseThrow()),
                read.customer(), ADA, List.of(row));
        return customers.write("demo", read, change, importId,
                test.stores().deadline().backoff());
    }

    private static Rules rules(String importId, Action action) {
        return new Rules(importId, action, SHOP, LocalDate.EPOCH, LocalDate.EPOCH);
    }

    private Item item() {
        return test.customerItems().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"rev,9", "points,250", "name,Augusta", "tier,Silver", "birthday,1990-01-15"})
    void aWriteTakesEffectOnlyWhereEveryAttributeItWasComputedFromIsAsRead(String attribute, String changed) {
        StoredCustomer read = read();
        AttributeValue value = changed.matches("\\d+") ? AttributeValue.fromN(changed) : AttributeValue.fromS(changed);
        set(attribute, value);
        Item before = item();

        StoredCustomer found = write(read, "add-points", 1L, "late").orElseThrow();

        assertFalse(found.wasWrittenBy("late"));
        assertEquals(before, item());
        assertEquals(Optional.empty(), write(found, "add-points", 1L, "late"));
        assertTrue(read().wasWrittenBy("late"));
    }

    private static Attempt anyAttempt(RandomInput random) {
        return new Attempt(random.oneOf(Action.values()), random.number(0, 9) == 0,
                random.listOf(5, () -> List.of(ADA.value(), random.oneOf("", "Ada", "Augusta"),
                        random.oneOf("", "-1", "5"), random.oneOf("", "gold", "Silver"),
                        random.oneOf("", "12/09", "03/03", "2026-03-03"))));
    }

    private record Attempt(Action action, boolean isNew, List<List<String>> cells) {
        List<Row> rows() {
            RowReader reader = new RowReader(
                    Columns.of(action, List.of("Email", "Name", "Points", "Tier", "Birthday(MM/DD)")), SHOP,
                    LocalDate.of(2026, 11, 23));
            return IntStream.range(0, cells.size()).mapToObj(i -> reader.read(i + 2, cells.get(i))).toList();
        }
    }

    /// Every field that a row asks to set is in `recent` as it was before.
    @Test
    void outcomesCanBeRebuiltFromTheCustomerBefore() {
        RandomInput.check(300, CustomersTableTest::anyAttempt, attempt -> {
            if (attempt.isNew()) {
                delete();
            }
            StoredCustomer read = read();
            Rules rules = rules(UUID.randomUUID().toString(), attempt.action());
            CustomerChange change = CustomerChange.apply(rules, read.customer(), ADA, attempt.rows());
            if (change.written()) {
                assertEquals(Optional.empty(), customers.write("demo", read, change, rules.importId(),
                        test.stores().deadline().backoff()));
                CustomerChange rebuilt = CustomerChange
                        .apply(rules, read().before(rules.importId()), ADA, attempt.rows());
                assertEquals(told(change), told(rebuilt));
            }
        });
    }

    /// What the ledger tells of the outcomes.
    private static List<String> told(CustomerChange change) {
        return change.outcomes()
                .stream()
                .map(outcome -> outcome instanceof Outcome.Changed row ? told(row) : outcome.toString())
                .toList();
    }

    private static String told(Outcome.Changed row) {
        List<String> told = new ArrayList<>();
        List<Function<Customer, @Nullable Object>> fields = List.of(Customer::name, Customer::tier, Customer::birthday);
        for (Function<Customer, @Nullable Object> field : fields) {
            Object before = row.before() == null ? null : field.apply(row.before());
            Object after = row.after() == null ? null : field.apply(row.after());
            told.add(Objects.equals(before, after) ? "" : before + " to " + after);
        }
        told.add(row.before() == null ? "created" : row.before().points() + " " + row.before().setBy());
        told.add(row.after() == null ? "" : row.after().points() + " " + row.after().setBy());
        return row.row() + " " + told;
    }

    private void delete() {
        test.deployment()
                .dynamoDb()
                .deleteItem(request -> request.tableName(test.deployment().customersTable())
                        .key(CustomerItem.key("demo", ADA)));
    }

    @Test
    void aDeletedCustomerIsNotWrittenAgain() {
        StoredCustomer read = read();
        delete();

        assertEquals(Optional.of(new StoredCustomer(null, List.of(), Map.of(), null)),
                write(read, "add-points", 1L, "late"));
        assertEquals(List.of(), test.customerItems());
    }

    @Test
    void theCustomerBeforeAnImportIsKnownAfterLaterWrites() {
        write(read(), "reset-points", 7L, "first");
        write(read(), "add-points", 5L, "second");

        assertEquals(12, points(read().customer()));
        assertEquals(7, points(read().before("second")));
        assertEquals(100, points(read().before("first")));
        assertEquals(null, read().before("enrolled"));
    }

    private static long points(@Nullable Customer customer) {
        return Objects.requireNonNull(customer).points();
    }

    @Test
    void recentImportsAreKeptForSevenDays() {
        Duration clocksDiffer = Duration.ofSeconds(30);
        test.clock().advance(Duration.ofDays(7).plus(clocksDiffer));
        write(read(), "add-points", 1L, "a week");
        assertEquals(2, item().list("recent").size());

        test.clock().advance(clocksDiffer);
        write(read(), "add-points", 1L, "a week and a minute");
        assertEquals(List.of("a week and a minute", "a week"),
                item().list("recent").stream().map(entry -> entry.text("import")).toList());
    }

    private static AttributeValue recentEntry(String importId) {
        return CustomerItem
                .write(new RecentImport(importId, Instant.now(), 1, new Customer(99, null, "Gold", null, null), null));
    }

    private void set(String attribute, AttributeValue value) {
        test.deployment()
                .dynamoDb()
                .updateItem(request -> request.tableName(test.deployment().customersTable())
                        .key(CustomerItem.key("demo", ADA))
                        .updateExpression("SET #name = :value")
                        .expressionAttributeNames(Map.of("#name", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    private record Odd(String attribute, AttributeValue value, String oddity) {}

    private static List<Odd> oddAttributes() {
        AttributeValue entry = recentEntry("earlier");
        AttributeValue entryWithoutTime = AttributeValue.fromM(Map.of("import", AttributeValue.fromS("earlier")));
        return List.of(new Odd("points", AttributeValue.fromS("100"), "points is \"100\""),
                new Odd("points", AttributeValue.fromN("1.5"), "points is 1.5"),
                new Odd("points", AttributeValue.fromN("4000000000000000001"), "points is 4000000000000000001"),
                new Odd("points", AttributeValue.fromN("-9223372036854775808"), "points is -9223372036854775808"),
                new Odd("points", AttributeValue.fromN("9".repeat(38)), "points is " + "9".repeat(38)),
                new Odd("points", AttributeValue.fromNul(true), "points is missing"),
                new Odd("name", AttributeValue.fromN("7"), "name is 7"),
                new Odd("tier", AttributeValue.fromSs(List.of("Gold")), "tier is a value of type SS"),
                new Odd("birthday", AttributeValue.fromS("15 January"), "birthday is \"15 January\""),
                new Odd("birthday", AttributeValue.fromS("1990/1/15"), "birthday is \"1990/1/15\""),
                new Odd("createdAt", AttributeValue.fromS("2024-01-31T00:00:00Z"),
                        "createdAt is \"2024-01-31T00:00:00Z\""),
                new Odd("createdAt", AttributeValue.fromBool(true), "createdAt is true"),
                new Odd("rev", AttributeValue.fromS("1"), "rev is \"1\""),
                new Odd("rev", AttributeValue.fromN(Long.toString(Long.MAX_VALUE)), "rev is " + Long.MAX_VALUE),
                new Odd("recent", AttributeValue.fromSs(List.of("earlier")), "recent is a value of type SS"),
                new Odd("recent", AttributeValue.fromM(Map.of("0", entry)), "recent is a value of type M"),
                new Odd("recent", AttributeValue.fromL(List.of(entryWithoutTime)), "recent is a value of type L"));
    }

    /// In one test, since each deployment takes the emulators a while.
    @Test
    void aCustomerThatAnotherProgramWroteOddlyIsNotReadAsSomethingElse() {
        for (Odd odd : oddAttributes()) {
            Item before = item();
            set(odd.attribute(), odd.value());

            StoredCustomer found = read();

            assertEquals(null, found.customer());
            assertEquals("CUSTOMER_UNREADABLE: Another program stored what cannot be read about the customer "
                    + "\"ada@example.com\": " + odd.oddity()
                    + ". The customer stays as it is. Send this message to whoever runs the loyalty programme to have it corrected.",
                    Objects.requireNonNull(found.obstacle()).toString());
            restore(before);
        }
    }

    private void restore(Item item) {
        test.deployment()
                .dynamoDb()
                .putItem(request -> request.tableName(test.deployment().customersTable()).item(item.attributes()));
    }

    @Test
    void anAttributeThatIsNullIsReadAsOneThatIsAbsent() {
        for (String attribute : List.of("name", "tier", "birthday", "createdAt", "rev", "recent")) {
            Item before = item();
            set(attribute, AttributeValue.fromNul(true));

            StoredCustomer found = read();

            assertEquals(100, points(found.customer()), attribute);
            assertEquals(Optional.empty(), write(found, "add-points", 1L, "late"), attribute);
            assertEquals(101, points(read().customer()), attribute);
            restore(before);
        }
    }

    @Test
    void whereRecentCannotBeReadNobodyKnowsWhatAnImportDid() {
        Instant began = Instant.now();
        set("points", AttributeValue.fromS("100"));
        assertFalse(read().mayHaveForgotten(began));

        set("recent", AttributeValue.fromS("none"));

        assertTrue(read().mayHaveForgotten(began));
    }

    @Test
    void aCustomerWithTooManyChangesOfAWeekIsNotChanged() {
        set("recent", AttributeValue.fromL(IntStream.range(0, CustomersTable.MOST_RECENT)
                .mapToObj(i -> recentEntry("import-" + i))
                .toList()));
        Item before = item();

        StoredCustomer found = write(read(), "add-points", 1L, "late").orElseThrow();

        assertEquals(ProblemCode.TOO_MANY_CHANGES, Objects.requireNonNull(found.obstacle()).code());
        assertFalse(found.wasWrittenBy("late"));
        assertEquals(before, item());
        test.clock().advance(Duration.ofDays(7).plusMinutes(1));
        assertEquals(Optional.empty(), write(read(), "add-points", 1L, "late"));
    }

    @Test
    void aCustomerWhoseItemIsFullIsNotChanged() {
        set("notes", AttributeValue.fromS("x".repeat(400 * 1024 - 600)));
        Item before = item();

        StoredCustomer found = write(read(), "add-points", 1L, "l" + "a".repeat(600) + "te").orElseThrow();

        assertEquals(ProblemCode.TOO_MANY_CHANGES, Objects.requireNonNull(found.obstacle()).code());
        assertEquals(before, item());
    }

    @Test
    void shopsDoNotShareCustomers() {
        assertEquals(null,
                Objects.requireNonNull(customers.read("other", List.of(ADA)).get(ADA)).customer());
    }
}
