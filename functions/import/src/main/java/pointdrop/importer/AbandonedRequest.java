package pointdrop.importer;

import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Stage;
import pointdrop.storage.Stores;

/// Closes a request that was given up.
final class AbandonedRequest {
    private static final Rejection GIVEN_UP = new Rejection(Code.NOT_PROCESSED,
            "It could not be processed because of a technical problem. Nothing was changed. Put the object again.");

    private final Stores stores;
    private final Notifier notifier;
    private final ChunkImport chunkImport;

    AbandonedRequest(Services services, ChunkImport chunkImport) {
        this.stores = services.stores();
        this.notifier = services.notifier();
        this.chunkImport = chunkImport;
    }

    /// Refuses it, where nothing was decided; else gives up what it has not released. Safe to repeat.
    void close(Request request) {
        notifier.tell(stores.requests().refuse(request, GIVEN_UP, null));
        stores.imports()
                .find(request.shop(), request.importId())
                .ifPresent(entry -> request.knownVerb().ifPresent(verb -> close(verb, entry)));
    }

    private void close(Verb verb, HistoryEntry entry) {
        switch (verb) {
            case CANCEL -> notifier.tell(entry);
            case START -> {
                if (entry.isStartedByRequest()) {
                    giveUpUnreleased(entry);
                }
            }
            case UNDO -> stores.undos().latest(entry).ifPresent(this::giveUpUnreleased);
        }
    }

    /// Released chunks reach `import` through the queue.
    private void giveUpUnreleased(HistoryEntry entry) {
        stores.stagedChunks()
                .unreleased(entry, Stage.IMPORT)
                .forEach(chunk -> chunkImport.abandonUnreleased(chunk, entry));
    }
}
