package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.domain.Action;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Row;
import pointdrop.domain.Shop;
import pointdrop.domain.Values;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.OnEmulators;
import pointdrop.emulators.TestClock;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(OnEmulators.class)
class CustomersTableTest {
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");
    private static final Shop SHOP = new Shop("demo", "owner@demo.example", List.of(), List.of("Gold"), false);

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private CustomersTable customers;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.customers = new CustomersTable(
                new Table(deployment.dynamoDb(), deployment.customersTable(), Deadline.none(clock)));
        write(read(), "enroll", 100L, "enrolled");
    }

    private StoredCustomer read() {
        return Objects.requireNonNull(customers.read("demo", List.of(ADA)).get(ADA));
    }

    private StoredCustomer write(StoredCustomer read, String action, @Nullable Long points, String importId) {
        Row row = new Row(2, ADA, new Values(points, null, null, null, LocalDate.EPOCH), List.of());
        CustomerChange change = CustomerChange.apply(Action.named(action).orElseThrow(), SHOP, read.customer(), ADA,
                List.of(row));
        return customers.write("demo", ADA, read, change, List.of(row), importId, Deadline.none(clock).backoff());
    }

    private Item item() {
        return deployment.items(deployment.customersTable()).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"rev,9", "points,250", "tier,Silver", "birthday,1990-01-15"})
    void aWriteTakesEffectOnlyWhereAllItWasComputedFromIsAsItWasRead(String attribute, String changed) {
        StoredCustomer read = read();
        AttributeValue value = changed.matches("\\d+") ? AttributeValue.fromN(changed) : AttributeValue.fromS(changed);
        deployment.dynamoDb()
                .updateItem(request -> request.tableName(deployment.customersTable())
                        .key(CustomerItem.key("demo", ADA))
                        .updateExpression("SET #name = :value")
                        .expressionAttributeNames(Map.of("#name", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
        Item before = item();

        StoredCustomer found = write(read, "add-points", 1L, "late");

        assertFalse(found.wasWrittenBy("late"));
        assertEquals(before, item());
        assertTrue(write(found, "add-points", 1L, "late").wasWrittenBy("late"));
    }

    @Test
    void aDeletedCustomerIsNotBroughtBack() {
        StoredCustomer read = read();
        deployment.dynamoDb()
                .deleteItem(request -> request.tableName(deployment.customersTable())
                        .key(CustomerItem.key("demo", ADA)));

        assertEquals(new StoredCustomer(null, List.of(), Map.of()), write(read, "add-points", 1L, "late"));
        assertEquals(List.of(), deployment.items(deployment.customersTable()));
    }

    @Test
    void whatAnImportFoundCanBeToldAfterLaterWrites() {
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
    void entriesOfSevenDaysAreKeptAndOlderOnesDropped() {
        clock.advance(Duration.ofDays(7).minusMinutes(1));
        write(read(), "add-points", 1L, "a week less a minute");
        assertEquals(2, item().list("recent").size());

        clock.advance(Duration.ofMinutes(1));
        write(read(), "add-points", 1L, "a week");
        assertEquals(List.of("a week", "a week less a minute"),
                item().list("recent").stream().map(entry -> entry.text("import")).toList());
    }

    @Test
    void shopsDoNotShareCustomers() {
        assertEquals(null,
                Objects.requireNonNull(customers.read("other", List.of(ADA)).get(ADA)).customer());
    }
}
