package pointdrop.export;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.ListedCustomer;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.CustomersTable.Page;
import pointdrop.storage.Machine;

/// The customers of a shop in the order of their addresses, merged from its partitions by a priority queue. Each partition
/// reads one page ahead, so that all are read in parallel and two pages of each are in memory at most.
final class SortedCustomers implements Iterator<ListedCustomer>, AutoCloseable {
    private final CustomersTable customers;
    private final String shop;
    private final ExecutorService threads;
    private final PriorityQueue<Partition> partitions = new PriorityQueue<>(
            Comparator.comparing(partition -> partition.first().email()));

    SortedCustomers(CustomersTable customers, String shop, Machine machine) {
        this.customers = customers;
        this.shop = shop;
        this.threads = machine.threads(CustomersTable.partitions());
        List<Partition> all = IntStream.range(0, CustomersTable.partitions()).mapToObj(Partition::new).toList();
        try {
            all.stream().filter(Partition::turnPage).forEach(partitions::add);
        } catch (RuntimeException unread) {
            close();
            throw unread;
        }
    }

    @Override
    public boolean hasNext() {
        return !partitions.isEmpty();
    }

    @Override
    public ListedCustomer next() {
        Partition partition = partitions.remove();
        ListedCustomer first = partition.take();
        if (partition.hasMore()) {
            partitions.add(partition);
        }
        return first;
    }

    /// Waits for reads that are under way.
    @Override
    public void close() {
        threads.close();
    }

    private final class Partition {
        private final int number;
        private List<ListedCustomer> page = List.of();
        private int position;
        private @Nullable Future<Page> ahead;

        Partition(int number) {
            this.number = number;
            readAhead(null);
        }

        private void readAhead(@Nullable EmailAddress after) {
            ahead = threads.submit(() -> customers.page(shop, number, after));
        }

        /// Makes the page that was read ahead the current one.
        ///
        /// @return whether there are customers on it
        boolean turnPage() {
            if (ahead == null) {
                return false;
            }
            Page read = Machine.result(ahead);
            page = read.customers();
            position = 0;
            ahead = null;
            if (!read.last()) {
                readAhead(page.getLast().email());
            }
            return !page.isEmpty();
        }

        ListedCustomer first() {
            return page.get(position);
        }

        ListedCustomer take() {
            return page.get(position++);
        }

        boolean hasMore() {
            return position < page.size() || turnPage();
        }
    }
}
