package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;

/// Holds the review of an import against its file and the states of the customers: each outcome is that of a customer as it was at some
/// time.
///
/// @param item of the import's entry
record ReviewCheck(Dropped dropped, Item item, CustomerWrites writes, OutcomesCheck outcomes) {

    /// A review that has ended knows all rows.
    ///
    /// @param report of the rows that would fail
    void checkEnded(byte[] report) {
        outcomes.checkRows();
        Lines.CUSTOMERS.forEach(this::checkCustomer);
        Item projected = new Item(item.get("projected").m());
        outcomes.checkCounts(projected);
        outcomes.checkReport(report);
        require(projected.number("notProcessed") == 0, "A review gave rows up");
    }

    /// One that was cancelled or given up knows some.
    void checkUnfinished() {
        Lines.CUSTOMERS.stream()
                .filter(email -> outcomes.outcomes().byRow().keySet().containsAll(dropped.file().rowsOf(email)))
                .forEach(this::checkCustomer);
    }

    private void checkCustomer(String email) {
        List<Integer> rows = dropped.file().rowsOf(email);
        List<@Nullable Known> states = writes.states(dropped.shop(), email);
        require(states.stream().anyMatch(state -> outcomes.explains(state, rows)),
                "No state of %s explains what a review says of %s: %s", email,
                rows.stream().map(outcomes::entry).toList(), states);
    }
}
