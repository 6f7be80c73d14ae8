package pointdrop.importer;

import java.io.IOException;
import java.io.UncheckedIOException;

import pointdrop.csv.ScratchFiles;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stage;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;

/// Finishes an import or a review whose chunks are all closed: error report, status in the history, summary, mail. Safe to repeat, also
/// where the delivery that closed the last chunk crashed before it did.
final class ImportEnd {
    private final Stores stores;
    private final Notifier notifier;

    ImportEnd(Services services) {
        this.stores = services.stores();
        this.notifier = services.notifier();
    }

    /// Does nothing while chunks are pending.
    void run(HistoryEntry entry) {
        HistoryEntry ended = end(entry);
        if (ended.mailDue()) {
            stores.summaries().publish(ended);
            notifier.tell(ended);
        }
    }

    private HistoryEntry end(HistoryEntry entry) {
        if (entry.status() == Status.REVIEWING && entry.pendingChunks(Stage.REVIEW).isEmpty()) {
            put(entry, Stage.REVIEW);
            return stores.imports().becomeReady(entry);
        }
        return entry.status() == Status.IMPORTING && entry.pendingChunks(Stage.IMPORT).isEmpty()
                ? stores.imports().complete(entry, put(entry, Stage.IMPORT))
                : entry;
    }

    /// @return the key of the report in the data bucket
    private String put(HistoryEntry entry, Stage stage) {
        try (ScratchFiles files = new ScratchFiles()) {
            if (stage == Stage.REVIEW) {
                new Preview(stores.data(), files).put(entry);
            }
            return new FailedRows(stores.data(), files).put(entry, stage);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
