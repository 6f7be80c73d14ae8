package pointdrop.request;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.ShopRules;
import pointdrop.storage.Backoff;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;

/// Begins an import that takes back another one, or goes on with one that was given up half done.
///
/// @param deadline for which an import can be undone after it has ended
record Undo(Stores stores, Duration deadline) {
    /// Reads `POINTDROP_UNDO_DAYS`.
    static Undo of(Stores stores) {
        return new Undo(stores, Duration.ofDays(stores.environment().requiredNumber("POINTDROP_UNDO_DAYS")));
    }

    /// @return false where something else moved the import on
    /// @throws FileRejected where it cannot be undone
    boolean takesEffect(Request request, HistoryEntry entry) {
        requireChanges(entry);
        Optional<HistoryEntry> latest = stores.undos().latest(entry);
        if (latest.isEmpty()) {
            return begin(request, entry, null);
        }
        HistoryEntry undo = latest.get();
        return switch (undo.status()) {
            case FAILED -> undo.counts().notProcessed() == 0 || begin(request, entry, undo);
            case IMPORTING -> continueRelease(entry, undo);
            default -> true;
        };
    }

    private static void requireChanges(HistoryEntry entry) {
        switch (entry.status()) {
            case COMPLETED, FAILED, REJECTED, CANCELLED -> {
                // It has ended.
            }
            case VALIDATING, REVIEWING, READY, IMPORTING, EXPORTING -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import has not ended. Wait for its mail, and put the object again; one that is ready can be cancelled.");
        }
        if (entry.undo().undoes() != null) {
            throw Rejection.because(Code.STATUS_WRONG,
                    "The import is an undo itself, which cannot be undone. Drop the file of the import %s in again.",
                    entry.undo().undoes());
        }
        if (entry.counts().changed() == 0) {
            throw Rejection.because(Code.STATUS_WRONG, "The import changed no customer. There is nothing to undo.");
        }
        if (entry.progress().ledger() < HistoryEntry.LEDGER) {
            throw Rejection.because(Code.STATUS_WRONG,
                    "The import is from a time when outcomes did not say what each row changed. It cannot be undone; drop a file that "
                            + "corrects it.");
        }
    }

    private boolean begin(Request request, HistoryEntry entry, @Nullable HistoryEntry givenUp) {
        Instant ended = requireNonNull((givenUp == null ? entry : givenUp).ending().finishedAt());
        if (request.at().isAfter(ended.plus(deadline))) {
            throw Rejection.because(Code.EXPIRED,
                    "The import could be undone until %s, and the request was put at %s. Drop a file that corrects it.",
                    ended.plus(deadline), request.at());
        }
        awaitLastCalls(entry);
        ShopRules rules = stores.shops()
                .find(entry.shop())
                .map(shop -> shop.rules())
                .orElseGet(() -> requireNonNull(entry.findings().rules()));
        return stores.undos().begin(entry, givenUp, request, rules)
                && continueRelease(entry, stores.imports().get(entry.shop(), request.id()));
    }

    /// The creation of a customer whose answer was lost may still be on its way. Arriving later, it would bring back a customer whom the undo
    /// has deleted.
    private void awaitLastCalls(HistoryEntry entry) {
        boolean created = entry.origin().knownAction().orElseThrow().createsCustomers();
        Backoff backoff = stores.deadline().backoff();
        while (created && stores.deadline().now().isBefore(entry.settledAt())) {
            backoff.pause();
        }
    }

    private boolean continueRelease(HistoryEntry entry, HistoryEntry undo) {
        if (undo.status() == Status.IMPORTING) {
            stores.summaries().publish(entry);
            stores.summaries().publish(undo);
            stores.stagedChunks().release(undo);
        }
        return true;
    }
}
