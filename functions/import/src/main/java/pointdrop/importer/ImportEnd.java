package pointdrop.importer;

import java.io.IOException;
import java.io.UncheckedIOException;

import pointdrop.csv.ScratchFiles;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;

/// Finishes an import whose chunks are all closed: error report, status in the history, summary, mail. Safe to repeat.
final class ImportEnd {
    private final Stores stores;
    private final Notifier notifier;

    ImportEnd(Services services) {
        this.stores = services.stores();
        this.notifier = services.notifier();
    }

    void run(HistoryEntry entry) {
        HistoryEntry closed = entry.status().closed() ? entry : stores.imports().complete(entry, putReport(entry));
        if (closed.ending().mailDue()) {
            stores.summaries().publish(closed);
            notifier.tell(closed);
        }
    }

    /// @return the key of the report in the data bucket
    private String putReport(HistoryEntry entry) {
        try (ScratchFiles files = new ScratchFiles()) {
            return new ReportMerge(stores.data(), files).put(entry);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
