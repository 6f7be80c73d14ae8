package pointdrop.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Customer;
import pointdrop.domain.Problem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A customer as read, with the attributes that a write must find unchanged.
///
/// @param customer null where there is no such customer, or it cannot be read
/// @param recent the imports that changed the customer lately, newest first; null where they cannot be read
/// @param item the attributes as read; empty where there are none
/// @param obstacle why no row can be applied to this customer, whatever the row says; null where there is no reason
public record StoredCustomer(@Nullable Customer customer, @Nullable List<RecentImport> recent,
        Map<String, AttributeValue> item,
        @Nullable Problem obstacle) {

    /// Whether an import has written this customer already.
    public boolean wasWrittenBy(String importId) {
        return recentImport(importId).isPresent();
    }

    /// Whether an import that began at a time may have written this customer although `recent` does not tell: its entry may have been
    /// dropped by a later import, or `recent` cannot be read.
    public boolean mayHaveForgotten(Instant began) {
        Instant firstDrop = began.plus(Retention.RECENT);
        return recent == null || recent.stream().anyMatch(entry -> entry.at().isAfter(firstDrop));
    }

    /// The customer before an import, as far as the outcomes of its rows depend on it.
    public @Nullable Customer before(String importId) {
        RecentImport found = recentImport(importId).orElse(null);
        return found == null ? customer : found.before();
    }

    StoredCustomer withObstacle(Problem problem) {
        return new StoredCustomer(customer, recent, item, problem);
    }

    private Optional<RecentImport> recentImport(String importId) {
        return recent == null
                ? Optional.empty()
                : recent.stream().filter(entry -> entry.importId().equals(importId)).findFirst();
    }
}
