package pointdrop.closing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.HistoryEntry;
import pointdrop.mail.Notifier;
import pointdrop.storage.DataBucket;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Stores;
import pointdrop.storage.Summaries;

/// Finishes an import whose chunks are all closed: the error report, the history, the summary and the mail. Safe to repeat.
final class Finish {
    private final ImportsTable imports;
    private final DataBucket data;
    private final Summaries summaries;
    private final Notifier notifier;
    private final Clock clock;

    Finish(Stores stores, Notifier notifier, Clock clock) {
        this.imports = stores.imports();
        this.data = stores.data();
        this.summaries = stores.summaries();
        this.notifier = notifier;
        this.clock = clock;
    }

    void run(HistoryEntry imported) {
        HistoryEntry record = imported;
        if (!record.status().closed()) {
            record = imports.complete(record, putReport(record), clock.instant());
        }
        if (!record.mailSent()) {
            summaries.publish(record);
            notifier.tell(record);
        }
    }

    private String putReport(HistoryEntry record) {
        try (ScratchFolder folder = new ScratchFolder()) {
            Path report = new Reporter(data, folder).write(record);
            return data.putReport(record, report);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
