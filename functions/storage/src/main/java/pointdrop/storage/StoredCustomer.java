package pointdrop.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Customer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A customer as just read, with what a write must find unchanged.
///
/// @param customer null where there is no such customer
/// @param recent what imports did of late, newest first
/// @param item the attributes as read; empty where there are none
public record StoredCustomer(@Nullable Customer customer, List<RecentImport> recent, Map<String, AttributeValue> item) {

    /// Whether an import has written this customer already.
    public boolean wasWrittenBy(String importId) {
        return recentImport(importId).isPresent();
    }

    /// The customer as the import found it, as far as its rows ask.
    public @Nullable Customer before(String importId) {
        Customer now = customer;
        RecentImport found = recentImport(importId).orElse(null);
        if (found == null || now == null) {
            return now;
        }
        return found.created()
                ? null
                : new Customer(found.before(), now.name(), found.tier(), found.birthday(), now.createdAt());
    }

    private Optional<RecentImport> recentImport(String importId) {
        return recent.stream().filter(entry -> entry.importId().equals(importId)).findFirst();
    }
}
