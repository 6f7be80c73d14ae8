package pointdrop.importer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import pointdrop.domain.AnyRow;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.domain.Problem;
import pointdrop.storage.Backoff;
import pointdrop.storage.Customers;
import pointdrop.storage.Deadline;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.StoredCustomer;

/// Decides the outcomes of one chunk's rows with the customers that they belong to.
final class CustomerUpdates<R extends AnyRow> {
    /// Enough to hide the latency of DynamoDB, few enough for one connection pool.
    private static final int WRITES_IN_FLIGHT = 64;
    /// So that customers are read ahead of the writes.
    private static final int BATCHES_IN_FLIGHT = 4;

    private final Customers customers;
    private final Deadline deadline;
    private final String shop;
    private final HistoryEntry entry;
    private final String importId;
    private final ChunkFormat<R> format;
    private final InFlight writes;

    /// @param customers those of the table, or, for a review, ones that are not written
    CustomerUpdates(Customers customers, Deadline deadline, HistoryEntry entry, ChunkFormat<R> format) {
        this.customers = customers;
        this.deadline = deadline;
        this.shop = entry.shop();
        this.entry = entry;
        this.importId = entry.id();
        this.format = format;
        this.writes = new InFlight(deadline.machine(), WRITES_IN_FLIGHT);
    }

    /// Applies rows to their customers, each row once: rows that an earlier delivery applied are found in `recent`, and
    /// their outcomes rebuilt.
    ///
    /// @return one outcome a row, in file order
    List<Outcome> apply(ChunkRows<R> rows) {
        return decide(rows, this::applyToCustomer);
    }

    /// Finds out which rows an earlier delivery applied; the others are not processed, as far as can be known. Writes nothing.
    ///
    /// @return one outcome a row, in file order
    List<Outcome> findApplied(ChunkRows<R> rows) {
        return decide(rows, (email, itsRows, stored) -> {
            if (stored.wasWrittenBy(importId)) {
                return rebuildOutcomes(email, itsRows, stored);
            }
            if (stored.item().isEmpty()) {
                CustomerChange change = format.apply(null, email, itsRows);
                if (change.countsAsApplied()) {
                    return change.outcomes();
                }
            }
            Function<AnyRow, Outcome> givenUp = stored.mayHaveForgotten(entry.importingSince())
                    ? Outcome.Failed::notKnown
                    : Outcome.Failed::notProcessed;
            return itsRows.stream().map(givenUp).toList();
        });
    }

    private interface Decision<R> {
        List<Outcome> of(EmailAddress email, List<R> rows, StoredCustomer stored);
    }

    private List<Outcome> decide(ChunkRows<R> rows, Decision<R> decision) {
        List<Callable<Stream<Outcome>>> batches = rows.batches()
                .stream()
                .map(batch -> (Callable<Stream<Outcome>>) () -> decideBatch(batch, decision))
                .toList();
        Stream<Outcome> decided = new InFlight(deadline.machine(), BATCHES_IN_FLIGHT).all(batches)
                .stream()
                .flatMap(outcomes -> outcomes);
        return Stream.concat(rows.failed().stream(), decided).sorted(Comparator.comparingInt(Outcome::row)).toList();
    }

    private Stream<Outcome> decideBatch(Map<EmailAddress, List<R>> batch, Decision<R> decision) {
        Map<EmailAddress, StoredCustomer> found = customers.read(shop, batch.keySet(), backoff());
        List<Callable<List<Outcome>>> decisions = batch.entrySet()
                .stream()
                .map(customer -> (Callable<List<Outcome>>) () -> decision.of(customer.getKey(), customer.getValue(),
                        Objects.requireNonNull(found.get(customer.getKey()))))
                .toList();
        return writes.all(decisions).stream().flatMap(List::stream);
    }

    /// Each conditional write either takes effect or returns the customer as it was changed since.
    private List<Outcome> applyToCustomer(EmailAddress email, List<R> rows, StoredCustomer read) {
        Backoff backoff = backoff();
        StoredCustomer stored = read;
        while (!stored.wasWrittenBy(importId)) {
            Problem obstacle = stored.obstacle();
            if (obstacle != null) {
                return fail(rows, obstacle);
            }
            CustomerChange change = format.apply(stored.customer(), email, rows);
            if (!change.written()) {
                return change.outcomes();
            }
            stored = customers.write(shop, stored, change, importId, backoff);
            boolean deleted = change.after() == null && stored.item().isEmpty();
            if (!deleted && !stored.wasWrittenBy(importId)) {
                backoff.pause();
            }
        }
        return rebuildOutcomes(email, rows, stored);
    }

    private List<Outcome> fail(List<R> rows, Problem problem) {
        return rows.stream().<Outcome>map(row -> Outcome.Failed.of(row, problem)).toList();
    }

    /// The outcomes of rows that this import has applied, now or before.
    private List<Outcome> rebuildOutcomes(EmailAddress email, List<R> rows, StoredCustomer stored) {
        return format.apply(stored.before(importId), email, rows).outcomes();
    }

    private Backoff backoff() {
        return deadline.backoff(writes::throttled);
    }
}
