package pointdrop.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Cell;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.ListedCustomer;
import pointdrop.domain.ProblemCode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// The Customers table. A customer is written by one conditional update, which also records what the import did, so that the
/// write takes effect once, however often it is tried.
public final class CustomersTable implements Customers {
    /// The most keys that BatchGetItem takes.
    public static final int BATCH_SIZE = 100;
    /// The most customers of a [Page]: few enough that pages of all partitions fit into memory at once and none reaches 1 MB, where DynamoDB would end it.
    public static final int PAGE_SIZE = 500;
    /// The most entries of `recent`: at some 200 bytes each they stay well below the 400 KB of an item.
    static final int MOST_RECENT = 1_000;

    private final Table table;

    public CustomersTable(Table table) {
        this.table = table;
    }

    /// The same customers for a review, which writes none.
    public Customers forReview() {
        return new ReviewedCustomers(this);
    }

    @Override
    public Map<EmailAddress, StoredCustomer> read(String shop, Collection<EmailAddress> emails, Backoff backoff) {
        Map<EmailAddress, StoredCustomer> found = new HashMap<>();
        StoredCustomer none = CustomerItem.read(Map.of());
        emails.forEach(email -> found.put(email, none));
        Map<String, KeysAndAttributes> wanted = Map.of(table.name(), KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(emails.stream().map(email -> CustomerItem.key(shop, email)).toList())
                .build());
        while (!wanted.isEmpty()) {
            BatchGetItemRequest request = BatchGetItemRequest.builder()
                    .requestItems(wanted)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
            BatchGetItemResponse response = backoff.call(() -> table.dynamoDb().batchGetItem(request));
            table.meter().read(response.consumedCapacity());
            response.responses()
                    .getOrDefault(table.name(), List.of())
                    .forEach(item -> found.put(CustomerItem.email(item), CustomerItem.read(item)));
            wanted = response.unprocessedKeys();
            if (!wanted.isEmpty()) {
                backoff.throttled();
            }
        }
        return found;
    }

    /// The same where nothing else is to slow down.
    public Map<EmailAddress, StoredCustomer> read(String shop, Collection<EmailAddress> emails) {
        return read(shop, emails, table.deadline().backoff());
    }

    /// How many partitions a shop is spread over, numbered from 0.
    public static int partitions() {
        return CustomerItem.PARTITIONS;
    }

    /// Customers of one partition, in the order of their addresses.
    ///
    /// @param last whether no more follow
    public record Page(List<ListedCustomer> customers, boolean last) {}

    /// The next customers of one partition; strongly consistent, so that an export holds what an import has just reported.
    ///
    /// @param after the last address of the page before; null for the first page
    public Page page(String shop, int partition, @Nullable EmailAddress after) {
        Map<String, String> names = new HashMap<>(Map.of("#" + CustomerItem.PK, CustomerItem.PK));
        CustomerItem.CUSTOMER_ATTRIBUTES.forEach(name -> names.put("#" + name, name));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", CustomerItem.partition(shop, partition)));
        if (after != null) {
            values.put(":after", Attributes.of(after.value()));
        }
        QueryResponse response = table.query(request -> request.consistentRead(true)
                .limit(PAGE_SIZE)
                .keyConditionExpression("#pk = :pk" + (after == null ? "" : " AND #email > :after"))
                .projectionExpression(
                        CustomerItem.CUSTOMER_ATTRIBUTES.stream().map("#"::concat).collect(Collectors.joining(", ")))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
        List<ListedCustomer> customers = response.items()
                .stream()
                .map(item -> CustomerItem.list(item))
                .toList();
        return new Page(customers, !response.hasLastEvaluatedKey());
    }

    @Override
    public Optional<StoredCustomer> write(String shop, StoredCustomer read, CustomerChange change, String importId,
            Backoff backoff) {
        List<RecentImport> kept = kept(read);
        if (kept.size() >= MOST_RECENT) {
            return Optional.of(full(read, change.email()));
        }
        Update update = table.update(CustomerItem.key(shop, change.email()));
        for (String name : CustomerItem.OWN_ATTRIBUTES) {
            update.whereIs(name, read.item().get(name));
        }
        Customer after = change.after();
        if (after == null) {
            return update.delete(backoff).map(CustomerItem::read);
        }
        Stream<RecentImport> recent = Stream.concat(Stream.of(recentImport(change, importId, table.deadline().now())),
                kept.stream());
        update.change(CustomerItem.write(read.customer()), CustomerItem.write(after))
                .set(CustomerItem.REV, Attributes.of(Attributes.number(read.item(), CustomerItem.REV) + 1))
                .set(CustomerItem.RECENT, AttributeValue.fromL(recent.map(CustomerItem::write).toList()));
        try {
            return update.apply(backoff).map(CustomerItem::read);
        } catch (DynamoDbException refused) {
            if (isTooLarge(refused)) {
                return Optional.of(full(read, change.email()));
            }
            throw refused;
        }
    }

    /// Whether no further change can be recorded.
    boolean isFull(StoredCustomer read) {
        return kept(read).size() >= MOST_RECENT;
    }

    /// The entries of `recent` that are too young to be dropped, by whichever clock.
    private List<RecentImport> kept(StoredCustomer read) {
        Instant oldest = table.deadline().now().minus(Retention.RECENT).minus(Retention.UNCERTAIN);
        return Objects.requireNonNull(read.recent()).stream().filter(entry -> entry.at().isAfter(oldest)).toList();
    }

    private static boolean isTooLarge(DynamoDbException refused) {
        return Objects.requireNonNullElse(refused.getMessage(), "").contains("maximum allowed size");
    }

    static StoredCustomer full(StoredCustomer read, EmailAddress email) {
        return read.withObstacle(ProblemCode.TOO_MANY_CHANGES.problem(
                "The customer %s was changed so often within 7 days that no further change can be recorded. Drop the row in again "
                        + "some days later.",
                Cell.quote(email.value())));
    }

    private static RecentImport recentImport(CustomerChange change, String importId, Instant now) {
        return new RecentImport(importId, now.truncatedTo(ChronoUnit.SECONDS), change.delta(), change.decisive(),
                change.reason());
    }
}
