package pointdrop.local;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Rejection;
import pointdrop.storage.Decision;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;

/// A request that was put.
///
/// @param failedUndo id of the undo that had failed before, see [#failedUndo]
record PendingRequest(Stores stores, Request request, Verb verb, Optional<String> failedUndo) {

    /// How a request ended: one of both is null.
    ///
    /// @param refusal why it was refused
    /// @param moved the entry that it moved, once that has ended
    record Answer(@Nullable Rejection refusal, @Nullable HistoryEntry moved) {}

    /// The undo of an import that has failed and left rows: another request makes a new one, so that this one is no answer to it.
    static Optional<String> failedUndo(ImportsTable imports, String shop, String importId) {
        return imports.find(shop, importId)
                .flatMap(entry -> undo(imports, entry))
                .filter(undo -> undo.status() == Status.FAILED && undo.counts().notProcessed() > 0)
                .map(HistoryEntry::id);
    }

    private static Optional<HistoryEntry> undo(ImportsTable imports, HistoryEntry entry) {
        return Optional.ofNullable(entry.undo().undoneBy()).flatMap(undo -> imports.find(entry.shop(), undo));
    }

    /// Nothing while it is under way.
    Optional<Answer> answer() {
        Optional<Rejection> refusal = stores.requests()
                .find(request)
                .filter(decision -> !decision.mailDue())
                .map(Decision::refusal);
        return refusal.isPresent()
                ? refusal.map(reason -> new Answer(reason, null))
                : moved().filter(entry -> entry.status().closed() && !entry.mailDue())
                        .map(entry -> new Answer(null, entry));
    }

    /// The entry in which the request took effect; there is no decision on one whose effect stood already.
    Optional<HistoryEntry> moved() {
        ImportsTable imports = stores.imports();
        Optional<HistoryEntry> entry = imports.find(request.shop(), request.importId());
        return switch (verb) {
            case START -> entry.filter(PendingRequest::isStarted);
            case CANCEL -> entry.filter(found -> found.status() == Status.CANCELLED);
            case UNDO -> entry.flatMap(found -> undo(imports, found))
                    .filter(undo -> failedUndo.filter(undo.id()::equals).isEmpty());
        };
    }

    private static boolean isStarted(HistoryEntry entry) {
        return switch (entry.status()) {
            case IMPORTING, COMPLETED -> true;
            case FAILED -> entry.progress().importingSince() != null;
            case VALIDATING, REVIEWING, READY, EXPORTING, REJECTED, CANCELLED -> false;
        };
    }
}
