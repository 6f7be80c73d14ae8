package pointdrop.storage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Birthday;
import pointdrop.domain.Creation;
import pointdrop.domain.Customer;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.ListedCustomer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The layout of an item in the Customers table.
final class CustomerItem {
    static final String EMAIL = "email";
    static final String NAME = "name";
    static final String POINTS = "points";
    static final String TIER = "tier";
    static final String BIRTHDAY = "birthday";
    static final String REV = "rev";
    static final String RECENT = "recent";
    static final String SET_BY = "setBy";
    static final String CREATED_BY = "createdBy";

    static final String PK = "pk";
    private static final String CREATED_AT = "createdAt";
    private static final String IMPORT = "import";
    private static final String AT = "at";
    private static final String DELTA = "delta";
    private static final String BEFORE = "before";
    private static final String CREATED = "created";
    private static final String REASON = "reason";

    /// Number of partitions that a shop is spread over. It must not change: stored customers would not be found.
    static final int PARTITIONS = 32;
    /// The attributes that [ListedCustomer] is read from; an export reads no others.
    static final List<String> CUSTOMER_ATTRIBUTES = List.of(EMAIL, NAME, POINTS, TIER, BIRTHDAY, CREATED_AT);

    /// All that we write.
    static final Set<String> OWN_ATTRIBUTES = Set.of(PK, EMAIL, NAME, POINTS, TIER, BIRTHDAY, CREATED_AT, CREATED_BY,
            SET_BY, REV, RECENT);

    private CustomerItem() {}

    static Map<String, AttributeValue> key(String shop, EmailAddress email) {
        return Map.of(PK, partition(shop, email.hash() % PARTITIONS), EMAIL, Attributes.of(email.value()));
    }

    static AttributeValue partition(String shop, long number) {
        return Attributes.of(shop + (number < 10 ? "#0" : "#") + number);
    }

    static EmailAddress email(Map<String, AttributeValue> item) {
        return new EmailAddress(Attributes.requiredText(item, EMAIL));
    }

    /// @param item empty where there is no such customer
    static StoredCustomer read(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return new StoredCustomer(null, List.of(), item, null);
        }
        ItemReader reader = new ItemReader(item);
        reader.wholeNumber(REV, Long.MAX_VALUE - 1);
        List<RecentImport> recent = reader.value(RECENT) == null
                ? List.of()
                : reader.read(RECENT, CustomerItem::readRecent);
        String setBy = reader.text(SET_BY);
        Creation creation = creation(reader.text(CREATED_BY), item);
        ListedCustomer listed = list(reader, email(item));
        Customer customer = listed.customer().map(known -> known.withTraces(setBy, creation)).orElse(null);
        return new StoredCustomer(customer, recent, item, listed.problem().orElse(null));
    }

    /// Attributes that another program added are not ours to delete.
    private static @Nullable Creation creation(@Nullable String by, Map<String, AttributeValue> item) {
        return by == null
                ? null
                : new Creation(by, Attributes.number(item, REV) == 1 && OWN_ATTRIBUTES.containsAll(item.keySet()));
    }

    /// What can be read of a customer.
    static ListedCustomer list(Map<String, AttributeValue> item) {
        return list(new ItemReader(item), email(item));
    }

    private static ListedCustomer list(ItemReader reader, EmailAddress email) {
        reader.require(POINTS);
        Long points = reader.wholeNumber(POINTS, Customer.MOST_POINTS);
        String name = reader.text(NAME);
        String tier = reader.text(TIER);
        Birthday birthday = reader.parsed(BIRTHDAY, Birthday::fromText);
        LocalDate createdAt = reader.parsed(CREATED_AT, LocalDate::parse);
        return new ListedCustomer(email, points, name, tier, birthday, createdAt, reader.oddities());
    }

    private static List<RecentImport> readRecent(AttributeValue recent) {
        if (!recent.hasL()) {
            throw new IllegalArgumentException("No list");
        }
        return recent.l().stream().map(entry -> readRecentImport(entry.m())).toList();
    }

    /// The attributes of a customer; empty where there is none. Those that stay as they are are left to their writers.
    static Map<String, AttributeValue> write(@Nullable Customer customer) {
        if (customer == null) {
            return Map.of();
        }
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(POINTS, Attributes.of(customer.points()));
        putTexts(item, customer);
        Attributes.putText(item, CREATED_AT, customer.createdAt() == null ? null : customer.createdAt().toString());
        Attributes.putText(item, CREATED_BY, customer.creation() == null ? null : customer.creation().by());
        return item;
    }

    private static void putTexts(Map<String, AttributeValue> item, Customer customer) {
        Attributes.putText(item, NAME, customer.name());
        Attributes.putText(item, TIER, customer.tier());
        Attributes.putText(item, BIRTHDAY, customer.birthdayText());
        Attributes.putText(item, SET_BY, customer.setBy());
    }

    /// @throws RuntimeException for what we have not written
    private static RecentImport readRecentImport(Map<String, AttributeValue> entry) {
        ItemReader reader = new ItemReader(entry);
        Customer before = new Customer(requireNonNull(reader.wholeNumber(BEFORE, Long.MAX_VALUE)), reader.text(NAME),
                reader.text(TIER), reader.parsed(BIRTHDAY, Birthday::fromText), null, reader.text(SET_BY), null);
        RecentImport recent = new RecentImport(requireNonNull(reader.text(IMPORT)),
                requireNonNull(reader.parsed(AT, Instant::parse)),
                requireNonNull(reader.wholeNumber(DELTA, Long.MAX_VALUE)),
                Attributes.isTrue(entry, CREATED) ? null : before, reader.text(REASON));
        if (!reader.oddities().isEmpty()) {
            throw new IllegalArgumentException(reader.oddities().toString());
        }
        return recent;
    }

    static AttributeValue write(RecentImport recent) {
        Map<String, AttributeValue> entry = new HashMap<>();
        entry.put(IMPORT, Attributes.of(recent.importId()));
        entry.put(AT, Attributes.of(recent.at()));
        entry.put(DELTA, Attributes.of(recent.delta()));
        Customer before = recent.before();
        entry.put(BEFORE, Attributes.of(before == null ? 0 : before.points()));
        if (before == null) {
            entry.put(CREATED, AttributeValue.fromBool(true));
        } else {
            putTexts(entry, before);
        }
        Attributes.putText(entry, REASON, recent.reason());
        return AttributeValue.fromM(entry);
    }
}
