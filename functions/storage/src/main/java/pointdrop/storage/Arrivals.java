package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells which events are uploads to answer. Those that are not leave no trace: folders; objects that were replaced before
/// they were read, whose newer version has an event of its own; and copies of what was imported from their key before.
public final class Arrivals {
    private final Uploads uploads;
    private final ImportsTable imports;
    private final LastImported lastImported;
    private final Deadline deadline;
    private final Log log;
    private final Duration emptyWait;

    /// @param emptyWait how long an empty object may be the first half of a write
    Arrivals(Uploads uploads, ImportsTable imports, LastImported lastImported, Deadline deadline, Log log,
            Duration emptyWait) {
        this.uploads = uploads;
        this.imports = imports;
        this.lastImported = lastImported;
        this.deadline = deadline;
        this.log = log;
        this.emptyWait = emptyWait;
    }

    /// What is known of an upload; nothing where it is none to answer. One that was answered before always is.
    public Optional<Uploads.Details> find(Upload upload) {
        Log line = log.about(upload);
        if (upload.isFolder() || (upload.isExport() && upload.copied())) {
            line.info("Not answered: a folder, or a copy of a request");
            return Optional.empty();
        }
        Uploads.Details details = written(upload);
        boolean nothingNew = details.replaced() || (upload.copied() && isImported(upload));
        if (nothingNew && imports.find(upload.shop(), upload.id()).isEmpty()) {
            line.info("Not answered: replaced since, or a copy of what was imported");
            return Optional.empty();
        }
        line.with("size", details.size()).with("review", details.review()).info("An upload is received");
        return Optional.of(details);
    }

    /// The same for an upload whose function failed for good. A call that was under way when that was killed may still begin the import: where
    /// there is nothing to answer, it is looked at again once such a call has ended.
    public Optional<Uploads.Details> findGivenUp(Upload upload) {
        Instant settled = deadline.now().plus(Deadline.MARGIN);
        return find(upload).or(() -> {
            deadline.waitUntil(settled);
            return find(upload);
        });
    }

    /// Some tools create an empty object and replace it by the file.
    private Uploads.Details written(Upload upload) {
        Instant until = upload.eventTime().plus(emptyWait);
        Backoff backoff = deadline.backoff();
        Uploads.Details details = uploads.details(upload);
        while (details.size() == 0 && !details.replaced() && deadline.now().isBefore(until)) {
            backoff.pause();
            details = uploads.details(upload);
        }
        return details;
    }

    private boolean isImported(Upload upload) {
        return lastImported.sha256(upload).filter(imported -> imported.equals(uploads.sha256(upload))).isPresent();
    }
}
