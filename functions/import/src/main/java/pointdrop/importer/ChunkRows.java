package pointdrop.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import pointdrop.domain.AnyRow;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;

/// The rows of one chunk, grouped by customer.
final class ChunkRows<R extends AnyRow> {
    private final int batchSize;
    private final List<Map<EmailAddress, List<R>>> batches = new ArrayList<>();
    private final Map<EmailAddress, List<R>> rows = new LinkedHashMap<>();
    private final List<Outcome> failed = new ArrayList<>();

    /// @param batchSize the most customers of a batch
    ChunkRows(int batchSize) {
        this.batchSize = batchSize;
    }

    /// To be called in file order. A row without an address belongs to no customer and fails.
    void add(R row) {
        EmailAddress email = row.email();
        if (email == null) {
            failed.add(new Outcome.Failed(row.number(), row.problems()));
            return;
        }
        rows.computeIfAbsent(email, _ -> newCustomer(email)).add(row);
    }

    private List<R> newCustomer(EmailAddress email) {
        if (batches.isEmpty() || batches.getLast().size() == batchSize) {
            batches.add(new LinkedHashMap<>());
        }
        List<R> itsRows = new ArrayList<>(1);
        batches.getLast().put(email, itsRows);
        return itsRows;
    }

    /// The customers, each in one batch, with their rows in file order.
    List<Map<EmailAddress, List<R>>> batches() {
        return batches;
    }

    /// Rows that no customer can be found for.
    List<Outcome> failed() {
        return failed;
    }

    /// How many addresses stand in more than one row.
    long repeatedEmails() {
        return rows.values().stream().filter(itsRows -> itsRows.size() > 1).count();
    }
}
