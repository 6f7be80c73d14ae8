package pointdrop.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    /// Enough to hide the latency of DynamoDB, and few enough for one connection pool.
    private static final int WRITES = 64;
    /// Each reads a batch of customers and writes them. While some read, or wait for the last writes of a batch, the others have writes enough: all
    /// together have twice as many as may be under way.
    private static final int LANES = 8;
    private static final int WRITES_OF_A_LANE = 2 * WRITES / LANES;

    private final Customers customers;
    private final Deadline deadline;
    private final String shop;
    private final HistoryEntry entry;
    private final String importId;
    private final ChunkFormat<R> format;
    private final CallLimit writes = new CallLimit(WRITES);

    /// @param customers those of the table, or, for a review, ones that are not written
    CustomerUpdates(Customers customers, Deadline deadline, HistoryEntry entry, ChunkFormat<R> format) {
        this.customers = customers;
        this.deadline = deadline;
        this.shop = entry.shop();
        this.entry = entry;
        this.importId = entry.id();
        this.format = format;
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
            if (stored.obstacle() == null) {
                CustomerChange change = format.apply(stored.customer(), email, itsRows);
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
        Queue<Map<EmailAddress, List<R>>> batches = new ConcurrentLinkedQueue<>(rows.batches());
        List<Callable<List<Outcome>>> lanes = Collections.nCopies(LANES, () -> decideBatches(batches, decision));
        try (InFlight running = new InFlight(deadline.machine(), LANES)) {
            return Stream.concat(rows.failed().stream(), running.all(lanes).stream().flatMap(List::stream))
                    .sorted(Comparator.comparingInt(Outcome::row))
                    .toList();
        }
    }

    /// @param batches from which each lane takes the next one
    private List<Outcome> decideBatches(Queue<Map<EmailAddress, List<R>>> batches, Decision<R> decision) {
        List<Outcome> outcomes = new ArrayList<>();
        try (InFlight writing = new InFlight(deadline.machine(), WRITES_OF_A_LANE)) {
            for (Map<EmailAddress, List<R>> batch = batches.poll(); batch != null; batch = batches.poll()) {
                Map<EmailAddress, StoredCustomer> found = customers.read(shop, batch.keySet(), backoff());
                List<Callable<List<Outcome>>> decisions = batch.entrySet()
                        .stream()
                        .map(customer -> (Callable<List<Outcome>>) () -> writes
                                .call(() -> decision.of(customer.getKey(), customer.getValue(),
                                        Objects.requireNonNull(found.get(customer.getKey())))))
                        .toList();
                writing.all(decisions).forEach(outcomes::addAll);
            }
        }
        return outcomes;
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
            StoredCustomer other = customers.write(shop, stored, change, importId, backoff).orElse(null);
            if (other == null) {
                return change.outcomes();
            }
            stored = other;
            if (!stored.wasWrittenBy(importId)) {
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
