package pointdrop.request;

import pointdrop.mail.Notifier;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Stores;

/// Cancels an import that has not begun.
record Cancel(Stores stores, Notifier notifier) {

    /// @return false where something else moved the import on
    boolean begin(Request request, HistoryEntry entry) {
        return stores.imports().cancel(entry, request) && tell(stores.imports().get(entry.shop(), entry.id()));
    }

    /// Also where another delivery has cancelled it.
    boolean tell(HistoryEntry cancelled) {
        stores.summaries().publish(cancelled);
        notifier.tell(cancelled);
        return true;
    }
}
