package pointdrop.storage;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;

/// The customers that the rows of an import meet: those of the table, or, for a review, the same ones unchanged.
public interface Customers {
    /// Reads customers, strongly consistent.
    ///
    /// @param emails at most [CustomersTable#BATCH_SIZE], each once
    /// @return one for each address, also for those that no customer has
    Map<EmailAddress, StoredCustomer> read(String shop, Collection<EmailAddress> emails, Backoff backoff);

    /// Writes a customer that rows of an import changed, on condition that everything the change was computed from is as it
    /// was read.
    ///
    /// @param change with [CustomerChange#written]
    /// @return nothing where the write took effect; else the customer as stored now: changed since it was read, perhaps by an earlier try of this
    ///         write, see [StoredCustomer#wasWrittenBy], or with an obstacle that says why it cannot be written
    Optional<StoredCustomer> write(String shop, StoredCustomer read, CustomerChange change, String importId,
            Backoff backoff);
}
