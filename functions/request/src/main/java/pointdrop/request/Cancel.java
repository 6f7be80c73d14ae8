package pointdrop.request;

import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.mail.Notifier;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Stores;

/// Cancels an import that has not begun.
record Cancel(Stores stores, Notifier notifier) {

    /// @return false where something else moved the import on
    /// @throws FileRejected where it cannot be cancelled
    boolean takesEffect(Request request, HistoryEntry entry) {
        return switch (entry.status()) {
            case REVIEWING, READY -> stores.imports().cancel(entry, request)
                    && tell(stores.imports().get(entry.shop(), entry.id()));
            case CANCELLED -> tell(entry);
            case VALIDATING, EXPORTING -> throw Rejection.because(Code.STATUS_WRONG,
                    "The file is still being validated. Wait for a moment, and put the object again.");
            case IMPORTING, COMPLETED -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import has been started. Undo it once it has ended.");
            case REJECTED, FAILED -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import has ended already. There is nothing to cancel.");
        };
    }

    private boolean tell(HistoryEntry cancelled) {
        stores.summaries().publish(cancelled);
        notifier.tell(cancelled);
        return true;
    }
}
