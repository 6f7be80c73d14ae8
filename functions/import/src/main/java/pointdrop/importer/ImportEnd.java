package pointdrop.importer;

import java.io.IOException;
import java.io.UncheckedIOException;

import pointdrop.csv.ScratchFolder;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;

/// The end of an import whose chunks are all closed: the error report, the history, the summary and the mail. Safe to repeat.
final class ImportEnd {
    private final Stores stores;
    private final Notifier notifier;

    ImportEnd(Services services) {
        this.stores = services.stores();
        this.notifier = services.notifier();
    }

    void run(HistoryEntry entry) {
        HistoryEntry closed = entry.status().closed() ? entry : stores.imports().complete(entry, putReport(entry));
        if (!closed.ending().mailSent()) {
            stores.summaries().publish(closed);
            notifier.tell(closed);
        }
    }

    /// @return where it is in the data bucket
    private String putReport(HistoryEntry entry) {
        try (ScratchFolder folder = new ScratchFolder()) {
            return new ReportMerge(stores.data(), folder).put(entry);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
