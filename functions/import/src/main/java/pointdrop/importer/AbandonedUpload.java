package pointdrop.importer;

import java.util.Optional;

import pointdrop.domain.Rejection;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import pointdrop.storage.Uploads;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Closes an upload whose validation or export failed for good.
final class AbandonedUpload {
    private final Stores stores;
    private final Notifier notifier;

    AbandonedUpload(Services services) {
        this.stores = services.stores();
        this.notifier = services.notifier();
    }

    /// Closes the import or export of an upload that was given up. Safe to repeat.
    void close(Upload upload) {
        Optional<Uploads.Details> details = Optional.empty();
        try {
            details = stores.arrivals().findGivenUp(upload);
            if (details.isEmpty()) {
                return;
            }
        } catch (S3Exception unreadable) {
            // It is told to the shop's contact.
        }
        HistoryEntry entry = stores.imports()
                .begin(Origin.of(upload, details.flatMap(Uploads.Details::notifyAddress),
                        details.flatMap(Uploads.Details::note), details.flatMap(Uploads.Details::by)));
        stores.expected().arrived(upload, entry);
        if (entry.status() == Status.VALIDATING || entry.status() == Status.EXPORTING) {
            entry = stores.imports().fail(entry, Rejection.GIVEN_UP);
        }
        stores.lastImported().put(upload, entry);
        if (entry.status() == Status.REVIEWING || entry.status() == Status.IMPORTING) {
            release(entry);
        } else {
            tell(entry);
        }
    }

    /// The chunks that its validation left unreleased are reviewed or imported like the others. A request that started it releases its own.
    private void release(HistoryEntry entry) {
        if (!entry.isStartedByRequest()) {
            stores.stagedChunks().release(entry);
        }
    }

    private void tell(HistoryEntry entry) {
        if (entry.origin().kind() == HistoryEntry.Kind.IMPORT) {
            stores.summaries().publish(entry);
        }
        notifier.tell(entry);
    }
}
