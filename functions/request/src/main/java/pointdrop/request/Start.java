package pointdrop.request;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import pointdrop.domain.Action;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.storage.EarlierUploads.Content;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Stores;

/// Starts an import that was reviewed. From there on all is as for an import without a review.
record Start(Stores stores) {

    /// @return false where something else moved the import on
    /// @throws FileRejected where it cannot be started
    boolean takesEffect(Request request, HistoryEntry entry) {
        return switch (entry.status()) {
            case READY -> start(request, entry);
            case IMPORTING -> continueRelease(entry);
            case COMPLETED -> true;
            case VALIDATING, REVIEWING, EXPORTING -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import is still being reviewed. Wait for the mail that it is ready, and put the object again.");
            case REJECTED -> throw wasNotBegun("it was rejected");
            case CANCELLED -> throw wasNotBegun("it was cancelled");
            case FAILED -> {
                if (entry.progress().importingSince() == null) {
                    throw wasNotBegun("its review failed");
                }
                yield true;
            }
        };
    }

    private static FileRejected wasNotBegun(String why) {
        return Rejection.because(Code.STATUS_WRONG,
                "The import cannot be started, because %s. Drop its file in again.", why);
    }

    /// Late is what was put too late, whenever it is delivered.
    private boolean start(Request request, HistoryEntry entry) {
        if (entry.isExpired(request.at())) {
            throw Rejection.because(Code.EXPIRED,
                    "The import could be started until %s, and the request was put at %s. Drop its file in again.",
                    requireNonNull(entry.review().readyUntil()), request.at());
        }
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
                            + "put the object again.",
                    earlier.get());
        }
    }

    private boolean continueRelease(HistoryEntry entry) {
        stores.summaries().publish(entry);
        stores.stagedChunks().release(entry);
        return true;
    }
}
