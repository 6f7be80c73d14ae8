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
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.domain.Action;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Row;
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
    private static final ShopRules SHOP = new ShopRules(List.of("Gold"), false);

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

    private StoredCustomer write(StoredCustomer read, String action, @Nullable Long points, String importId) {
        Row row = new Row(2, ADA, new Values(points, null, null, null, LocalDate.EPOCH), List.of());
        CustomerChange change = CustomerChange.apply(Action.named(action).orElseThrow(), SHOP, read.customer(), ADA,
                List.of(row));
        return customers.write("demo", read, change, importId,
                test.stores().deadline().backoff());
    }

    private Item item() {
        return test.customerItems().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"rev,9", "points,250", "tier,Silver", "birthday,1990-01-15"})
    void aWriteTakesEffectOnlyWhereEveryAttributeItWasComputedFromIsAsRead(String attribute, String changed) {
        StoredCustomer read = read();
        AttributeValue value = changed.matches("\\d+") ? AttributeValue.fromN(changed) : AttributeValue.fromS(changed);
        test.deployment()
                .dynamoDb()
                .updateItem(request -> request.tableName(test.deployment().customersTable())
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
    void aDeletedCustomerIsNotWrittenAgain() {
        StoredCustomer read = read();
        test.deployment()
                .dynamoDb()
                .deleteItem(request -> request.tableName(test.deployment().customersTable())
                        .key(CustomerItem.key("demo", ADA)));

        assertEquals(new StoredCustomer(null, List.of(), Map.of()), write(read, "add-points", 1L, "late"));
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
        test.clock().advance(Duration.ofDays(7).minusMinutes(1));
        write(read(), "add-points", 1L, "a week less a minute");
        assertEquals(2, item().list("recent").size());

        test.clock().advance(Duration.ofMinutes(1));
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
