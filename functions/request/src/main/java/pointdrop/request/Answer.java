package pointdrop.request;

import java.util.Optional;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.Backoff;
import pointdrop.storage.Decision;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.RequestRules;
import pointdrop.storage.Stores;

/// Answers one request: it takes effect, its effect stands already, or it is refused by a mail. Safe to repeat: the first delivery that
/// decides decides for all.
final class Answer {
    private final Stores stores;
    private final Notifier notifier;

    Answer(Services services) {
        this.stores = services.stores();
        this.notifier = services.notifier();
    }

    void to(Request request) {
        Backoff backoff = stores.deadline().backoff();
        while (!isDone(request)) {
            backoff.pause();
        }
    }

    /// @return false where something else moved the import on, so that the request must be looked at again
    private boolean isDone(Request request) {
        Optional<Decision> refused = stores.requests().find(request).filter(decision -> decision.refusal() != null);
        if (refused.isPresent()) {
            notifier.tell(refused.get());
            return true;
        }
        Optional<HistoryEntry> entry = stores.imports().find(request.shop(), request.importId());
        try {
            return takesEffect(request, entry);
        } catch (FileRejected refusal) {
            String notifyAddress = entry.map(found -> found.origin().notifyAddress()).orElse(null);
            Decision decision = stores.requests().refuse(request, refusal.rejection(), notifyAddress);
            notifier.tell(decision);
            return decision.refusal() != null;
        }
    }

    /// @throws FileRejected where the request is to be refused
    private boolean takesEffect(Request request, Optional<HistoryEntry> entry) {
        Verb verb = request.knownVerb()
                .orElseThrow(() -> Rejection.because(Code.REQUEST_INVALID,
                        "There is no request \"%s\". Put an object at requests/%s/{verb}/{importId}, with one of %s.",
                        request.verb(), request.shop(), Verb.names()));
        HistoryEntry found = entry.filter(any -> any.origin().kind() == HistoryEntry.Kind.IMPORT)
                .orElseThrow(() -> Rejection.because(Code.IMPORT_UNKNOWN,
                        "The history of the shop %s has no import %s. Look it up in the mail about it, and ask again.",
                        request.shop(), request.importId()));
        Optional<HistoryEntry> latestUndo = stores.undos().latest(found);
        return switch (RequestRules.of(stores.environment()).effect(verb, found, latestUndo, request.at())) {
            case DUE -> begin(request, verb, found, latestUndo);
            case STANDS -> complete(verb, found, latestUndo);
        };
    }

    /// @return false where something else moved the import on
    private boolean begin(Request request, Verb verb, HistoryEntry entry, Optional<HistoryEntry> latestUndo) {
        return switch (verb) {
            case START -> new Start(stores).begin(request, entry);
            case CANCEL -> new Cancel(stores, notifier).begin(request, entry);
            case UNDO -> new Undo(stores).begin(request, entry, latestUndo);
        };
    }

    /// Whoever has begun it may have been stopped half-way.
    private boolean complete(Verb verb, HistoryEntry entry, Optional<HistoryEntry> latestUndo) {
        return switch (verb) {
            case START -> new Start(stores).continueRelease(entry);
            case CANCEL -> new Cancel(stores, notifier).tell(entry);
            case UNDO -> new Undo(stores).continueRelease(entry, latestUndo.orElse(null));
        };
    }
}
