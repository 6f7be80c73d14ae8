package pointdrop.request;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.ShopRules;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;

/// Begins an import that takes back another one, or goes on with one that was given up half done.
record Undo(Stores stores) {

    /// @param givenUp the undo that was given up half done, if there is one
    /// @return false where something else moved the import on
    boolean begin(Request request, HistoryEntry entry, Optional<HistoryEntry> givenUp) {
        awaitLastCalls(entry);
        ShopRules rules = stores.shops()
                .find(entry.shop())
                .map(shop -> shop.rules())
                .orElseGet(() -> requireNonNull(entry.findings().rules()));
        return stores.undos().begin(entry, givenUp.orElse(null), request, rules)
                && continueRelease(entry, stores.imports().get(entry.shop(), request.id()));
    }

    /// The creation of a customer whose answer was lost may still be on its way. Arriving later, it would bring back a customer whom the undo
    /// has deleted.
    private void awaitLastCalls(HistoryEntry entry) {
        if (entry.origin().knownAction().orElseThrow().createsCustomers()) {
            stores.deadline().waitUntil(entry.settledAt());
        }
    }

    /// Goes on with what another delivery has begun.
    boolean continueRelease(HistoryEntry entry, @Nullable HistoryEntry undo) {
        if (undo != null && undo.status() == Status.IMPORTING) {
            stores.summaries().publish(entry);
            stores.summaries().publish(undo);
            stores.stagedChunks().release(undo);
        }
        return true;
    }
}
