package pointdrop.importer;

import java.util.Optional;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Stage;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Closes a request that was given up.
final class AbandonedRequest {
    private static final Rejection GIVEN_UP = new Rejection(Code.NOT_PROCESSED,
            "It could not be processed because of a technical problem. Nothing was changed. Put the object again.");

    private final Stores stores;
    private final Notifier notifier;
    private final ChunkImport chunkImport;
    private final ImportEnd importEnd;

    AbandonedRequest(Services services) {
        this.stores = services.stores();
        this.notifier = services.notifier();
        this.chunkImport = new ChunkImport(services);
        this.importEnd = new ImportEnd(services);
    }

    /// Refuses it, where nothing was decided; else gives up what it has not released. Safe to repeat.
    void close(Upload upload) {
        Request request = Request.of(upload, by(upload));
        notifier.tell(stores.requests().refuse(request, GIVEN_UP, null));
        stores.imports()
                .find(request.shop(), request.importId())
                .ifPresent(entry -> request.knownVerb().ifPresent(verb -> close(verb, entry)));
    }

    private Optional<String> by(Upload upload) {
        try {
            return stores.uploads().by(upload);
        } catch (S3Exception unreadable) {
            return Optional.empty();
        }
    }

    private void close(Verb verb, HistoryEntry entry) {
        switch (verb) {
            case CANCEL -> importEnd.run(entry);
            case START -> {
                if (entry.isStartedByRequest()) {
                    giveUpUnreleased(entry);
                } else {
                    importEnd.run(entry);
                }
            }
            // One that was given up may have been continued by another request before its end was told.
            case UNDO -> stores.undos().all(entry).forEach(this::giveUpUnreleased);
        }
    }

    /// Released chunks reach `import` through the queue. The end is looked at also where nothing is left to release: an earlier delivery may
    /// have closed the last chunk and crashed.
    private void giveUpUnreleased(HistoryEntry entry) {
        stores.stagedChunks()
                .unreleased(entry, Stage.IMPORT)
                .forEach(chunk -> chunkImport.abandonUnreleased(chunk, entry));
        importEnd.run(stores.imports().get(entry.shop(), entry.id()));
    }
}
