package pointdrop.storage;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;

/// Customers that are read and never written: a write ends as if nothing had come in between.
record ReviewedCustomers(CustomersTable table) implements Customers {
    @Override
    public Map<EmailAddress, StoredCustomer> read(String shop, Collection<EmailAddress> emails, Backoff backoff) {
        return table.read(shop, emails, backoff);
    }

    @Override
    public Optional<StoredCustomer> write(String shop, StoredCustomer read, CustomerChange change, String importId,
            Backoff backoff) {
        return table.isFull(read) ? Optional.of(CustomersTable.full(read, change.email())) : Optional.empty();
    }
}
