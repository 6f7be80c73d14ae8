package pointdrop.closing;

import java.util.List;
import pointdrop.domain.Action;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Outcome;
import pointdrop.domain.Shop;
import pointdrop.storage.CustomersTable;

/// Decides what becomes of the rows of a chunk.
@FunctionalInterface
public interface RowOutcomes {
    /// What the rows belong to, and the customers that they may touch for as long as the chunk is held.
    record Assignment(HistoryEntry entry, Action action, Shop shop, CustomersTable customers) {}

    /// @return one outcome a row, in file order
    List<Outcome> of(RowsByCustomer rows, Assignment assignment);
}
