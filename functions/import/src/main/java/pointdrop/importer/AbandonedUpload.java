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
    private final ChunkImport chunkImport;

    AbandonedUpload(Services services, ChunkImport chunkImport) {
        this.stores = services.stores();
        this.notifier = services.notifier();
        this.chunkImport = chunkImport;
    }

    /// Closes the import or export of an upload that was given up. Safe to repeat.
    void close(Upload upload) {
        Optional<Uploads.Details> details = Optional.empty();
        try {
            details = stores.arrivals().find(upload);
            if (details.isEmpty()) {
                return;
            }
        } catch (S3Exception unreadable) {
            // It is told to the shop's contact.
        }
        HistoryEntry entry = stores.imports()
                .begin(Origin.of(upload, details.flatMap(Uploads.Details::notifyAddress)));
        if (!entry.status().closed() && entry.status() != Status.IMPORTING) {
            entry = stores.imports()
                    .fail(entry, new Rejection(Rejection.Code.NOT_PROCESSED,
                            "It could not be processed because of a technical problem. Nothing was changed. Drop it in again."));
        }
        if (entry.status() == Status.IMPORTING) {
            release(entry, upload);
        } else {
            tell(entry);
        }
    }

    /// The chunks that its validation left unreleased are imported like the others.
    private void release(HistoryEntry entry, Upload upload) {
        stores.lastImported().put(upload, entry.sha256());
        stores.stagedChunks().release(entry);
        chunkImport.endIfDone(entry);
    }

    private void tell(HistoryEntry entry) {
        if (entry.origin().kind() == HistoryEntry.Kind.IMPORT) {
            stores.summaries().publish(entry);
        }
        notifier.tell(entry);
    }
}
