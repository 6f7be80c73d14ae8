package pointdrop.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Customer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A customer as read, with the attributes that a write must find unchanged.
///
/// @param customer null where there is no such customer
/// @param recent the imports that changed the customer lately, newest first
/// @param item the attributes as read; empty where there are none
public record StoredCustomer(@Nullable Customer customer, List<RecentImport> recent, Map<String, AttributeValue> item) {

    /// Whether an import has written this customer already.
    public boolean wasWrittenBy(String importId) {
        return recentImport(importId).isPresent();
    }

    /// The customer before an import, as far as the outcomes of its rows depend on it.
    public @Nullable Customer before(String importId) {
        Customer current = customer;
        RecentImport found = recentImport(importId).orElse(null);
        if (found == null || current == null) {
            return current;
        }
        return found.created()
                ? null
                : new Customer(found.before(), current.name(), found.tier(), found.birthday(), current.createdAt());
    }

    private Optional<RecentImport> recentImport(String importId) {
        return recent.stream().filter(entry -> entry.importId().equals(importId)).findFirst();
    }
}
