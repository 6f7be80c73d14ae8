package pointdrop.importer;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pointdrop.domain.Action;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Ledger;
import pointdrop.domain.Outcome;
import pointdrop.domain.Row;
import pointdrop.domain.Shop;
import pointdrop.storage.Backoff;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.StoredCustomer;

/// Applies rows to their customers, each row once: what an earlier delivery did is found in the customer and told again.
final class CustomerUpdates {
    /// Enough to hide the answer times of DynamoDB, few enough for one connection pool.
    static final int WRITES_IN_FLIGHT = 64;
    /// So that customers are there when writes are free to take them.
    private static final int BATCHES_IN_FLIGHT = 4;

    private final CustomersTable customers;
    private final Action action;
    private final Shop shop;
    private final HistoryEntry record;
    private final Clock clock;
    private final Instant deadline;
    private final InFlight writes = new InFlight(WRITES_IN_FLIGHT);

    /// @param deadline when to stop and leave the rest to the next delivery
    CustomerUpdates(CustomersTable customers, Action action, Shop shop, HistoryEntry record, Clock clock,
            Instant deadline) {
        this.customers = customers;
        this.action = action;
        this.shop = shop;
        this.record = record;
        this.clock = clock;
        this.deadline = deadline;
    }

    /// @return one outcome a row, in file order
    List<Outcome> apply(RowsByCustomer rows) {
        List<Callable<Stream<Outcome>>> batches = rows.batches()
                .stream()
                .map(batch -> (Callable<Stream<Outcome>>) () -> applyBatch(batch))
                .toList();
        Stream<Outcome> applied = new InFlight(BATCHES_IN_FLIGHT).all(batches).stream().flatMap(outcomes -> outcomes);
        return Stream.concat(rows.failed().stream(), applied).sorted(Comparator.comparingInt(Outcome::row)).toList();
    }

    private Stream<Outcome> applyBatch(Map<EmailAddress, List<Row>> batch) {
        Map<EmailAddress, StoredCustomer> found = customers.read(shop.id(), batch.keySet(), backoff());
        List<Callable<List<Outcome>>> updates = batch.entrySet()
                .stream()
                .map(customer -> (Callable<List<Outcome>>) () -> apply(customer.getKey(), customer.getValue(),
                        Objects.requireNonNull(found.get(customer.getKey()))))
                .toList();
        return writes.all(updates).stream().flatMap(List::stream);
    }

    /// One conditional write, which either takes effect or shows what the customer has become since it was read.
    private List<Outcome> apply(EmailAddress email, List<Row> rows, StoredCustomer read) {
        Backoff backoff = backoff();
        StoredCustomer stored = read;
        while (!stored.wasWrittenBy(record.id())) {
            Ledger ledger = Ledger.apply(action, shop, stored.customer(), email, rows);
            if (!ledger.changed()) {
                return ledger.outcomes();
            }
            stored = customers.write(shop.id(), email, stored, ledger, rows, record.id(), clock.instant(), backoff);
            if (!stored.wasWrittenBy(record.id())) {
                backoff.pause();
            }
        }
        return Ledger.apply(action, shop, stored.before(record.id()), email, rows).outcomes();
    }

    private Backoff backoff() {
        return new Backoff(clock, deadline, writes::throttled);
    }
}
