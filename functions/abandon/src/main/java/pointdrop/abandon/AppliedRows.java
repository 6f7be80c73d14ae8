package pointdrop.abandon;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import pointdrop.closing.RowOutcomes;
import pointdrop.closing.RowsByCustomer;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Ledger;
import pointdrop.domain.Outcome;
import pointdrop.domain.Row;
import pointdrop.storage.StoredCustomer;

/// Tells which rows were applied before the machinery gave up, from what the import left in the customers. Writes nothing.
final class AppliedRows implements RowOutcomes {
    @Override
    public List<Outcome> of(RowsByCustomer rows, Assignment assignment) {
        Stream<Outcome> told = rows.batches().stream().flatMap(batch -> batch(batch, assignment));
        return Stream.concat(rows.failed().stream(), told).sorted(Comparator.comparingInt(Outcome::row)).toList();
    }

    private static Stream<Outcome> batch(Map<EmailAddress, List<Row>> batch, Assignment assignment) {
        Map<EmailAddress, StoredCustomer> found = assignment.customers()
                .read(assignment.shop().id(), batch.keySet(), assignment.customers().backoff(() -> {}));
        return batch.entrySet()
                .stream()
                .flatMap(customer -> outcomes(customer.getKey(), customer.getValue(),
                        Objects.requireNonNull(found.get(customer.getKey())), assignment));
    }

    private static Stream<Outcome> outcomes(EmailAddress email, List<Row> rows, StoredCustomer stored,
            Assignment assignment) {
        String importId = assignment.entry().id();
        return stored.wasWrittenBy(importId)
                ? Ledger.apply(assignment.action(), assignment.shop(), stored.before(importId), email, rows)
                        .outcomes()
                        .stream()
                : rows.stream().map(Outcome.Failed::notProcessed);
    }
}
