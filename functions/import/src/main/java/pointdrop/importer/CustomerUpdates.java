package pointdrop.importer;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pointdrop.closing.RowOutcomes;
import pointdrop.closing.RowsByCustomer;
import pointdrop.domain.Action;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Ledger;
import pointdrop.domain.Outcome;
import pointdrop.domain.Row;
import pointdrop.domain.Shop;
import pointdrop.storage.Backoff;
import pointdrop.storage.StoredCustomer;

/// Applies rows to their customers, each row once: what an earlier delivery did is found in the customer and told again.
final class CustomerUpdates implements RowOutcomes {
    /// Enough to hide the answer times of DynamoDB, few enough for one connection pool.
    static final int WRITES_IN_FLIGHT = 64;
    /// So that customers are there when writes are free to take them.
    private static final int BATCHES_IN_FLIGHT = 4;

    private final Clock clock;
    private final InFlight writes = new InFlight(WRITES_IN_FLIGHT);

    CustomerUpdates(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Outcome> of(RowsByCustomer rows, Assignment assignment) {
        List<Callable<Stream<Outcome>>> batches = rows.batches()
                .stream()
                .map(batch -> (Callable<Stream<Outcome>>) () -> applyBatch(batch, assignment))
                .toList();
        Stream<Outcome> applied = new InFlight(BATCHES_IN_FLIGHT).all(batches).stream().flatMap(outcomes -> outcomes);
        return Stream.concat(rows.failed().stream(), applied).sorted(Comparator.comparingInt(Outcome::row)).toList();
    }

    private Stream<Outcome> applyBatch(Map<EmailAddress, List<Row>> batch, Assignment assignment) {
        Map<EmailAddress, StoredCustomer> found = assignment.customers()
                .read(assignment.shop().id(), batch.keySet(), backoff(assignment));
        List<Callable<List<Outcome>>> updates = batch.entrySet()
                .stream()
                .map(customer -> (Callable<List<Outcome>>) () -> apply(customer.getKey(), customer.getValue(),
                        Objects.requireNonNull(found.get(customer.getKey())), assignment))
                .toList();
        return writes.all(updates).stream().flatMap(List::stream);
    }

    /// One conditional write, which either takes effect or shows what the customer has become since it was read.
    private List<Outcome> apply(EmailAddress email, List<Row> rows, StoredCustomer read, Assignment assignment) {
        Action action = assignment.action();
        Shop shop = assignment.shop();
        String importId = assignment.entry().id();
        Backoff backoff = backoff(assignment);
        StoredCustomer stored = read;
        while (!stored.wasWrittenBy(importId)) {
            Ledger ledger = Ledger.apply(action, shop, stored.customer(), email, rows);
            if (!ledger.changed()) {
                return ledger.outcomes();
            }
            stored = assignment.customers()
                    .write(shop.id(), email, stored, ledger, rows, importId, clock.instant(), backoff);
            if (!stored.wasWrittenBy(importId)) {
                backoff.pause();
            }
        }
        return Ledger.apply(action, shop, stored.before(importId), email, rows).outcomes();
    }

    private Backoff backoff(Assignment assignment) {
        return assignment.customers().backoff(writes::throttled);
    }
}
