package pointdrop.request;

import java.time.Instant;
import java.util.Optional;
import pointdrop.domain.Action;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.storage.EarlierUploads.Content;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;

/// Starts an import that was reviewed. From there on all is as for an import without a review.
record Start(Stores stores) {

    /// @return false where something else moved the import on
    /// @throws FileRejected where it cannot be started
    boolean begin(Request request, HistoryEntry entry) {
        claim(entry);
        return stores.imports().start(entry, request)
                && continueRelease(stores.imports().get(entry.shop(), entry.id()));
    }

    /// The points of a file are not added twice by accident, however long it waited.
    private void claim(HistoryEntry entry) {
        Action action = entry.origin().knownAction().orElseThrow();
        if (!action.addsPoints()) {
            return;
        }
        Instant now = stores.deadline().now();
        Optional<String> earlier = stores.earlierUploads()
                .renew(new Content(entry.shop(), action.label(), entry.sha256()), entry.id(),
                        entry.origin().startedAt(), now, other -> stores.undos().leftNothing(entry.shop(), other));
        if (earlier.isPresent()) {
            throw Rejection.because(Code.ALREADY_IMPORTED,
                    "The same file was dropped again meanwhile, and is imported by import %s. Wait for its mail, or cancel it and "
                            + "ask again.",
                    earlier.get());
        }
    }

    /// Goes on with what another delivery has begun.
    boolean continueRelease(HistoryEntry entry) {
        if (entry.status() == Status.IMPORTING) {
            stores.summaries().publish(entry);
            stores.stagedChunks().release(entry);
        }
        return true;
    }
}
