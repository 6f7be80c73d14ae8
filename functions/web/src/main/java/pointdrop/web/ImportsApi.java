package pointdrop.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pointdrop.domain.FileRejected;
import pointdrop.domain.ImportId;
import pointdrop.domain.Rejection;
import pointdrop.domain.Sha256;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.MetadataText;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.RequestRules;
import pointdrop.storage.RequestRules.Effect;
import pointdrop.storage.Stores;
import pointdrop.web.Refused.Code;

/// The history, and requests about its imports, put where an S3 client would put them.
record ImportsApi(Web web) {
    private static final int MOST_ENTRIES = 100;
    private static final int ENTRIES = 20;

    Answer list(Call call, Caller caller) {
        int limit = limit(call);
        Optional<String> before = call.query("before");
        if (before.filter(id -> !ImportId.isId(id)).isPresent()) {
            throw new Refused(Code.REQUEST_INVALID, "\"before\" is the \"next\" of the page before.");
        }
        // One more tells whether there is a next page.
        List<HistoryEntry> found = web.stores().imports().history(caller.shop().id(), before, limit + 1);
        List<HistoryEntry> entries = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", entries.stream().map(EntryJson::of).toList());
        if (found.size() > limit) {
            page.put("next", entries.getLast().id());
        }
        return Answer.json(200, page);
    }

    private static int limit(Call call) {
        Optional<String> asked = call.query("limit");
        if (asked.isEmpty()) {
            return ENTRIES;
        }
        if (!asked.get().matches("[0-9]{1,3}") || Integer.parseInt(asked.get()) < 1
                || Integer.parseInt(asked.get()) > MOST_ENTRIES) {
            throw Refused.because(Code.REQUEST_INVALID, "\"limit\" is a number from 1 to %d.", MOST_ENTRIES);
        }
        return Integer.parseInt(asked.get());
    }

    Answer show(Call call, Caller caller) {
        HistoryEntry entry = web.entry(call, caller);
        Answer whole = Answer.json(200, new EntryJson(web.stores()).whole(entry));
        String tag = "\"" + Sha256.of(whole.body()) + "\"";
        Answer answer = call.header("if-none-match").filter(known -> matches(known, tag)).isPresent()
                ? Answer.empty(304)
                : whole;
        Answer tagged = answer.with("etag", tag);
        return isMoving(entry) ? tagged.with("retry-after", "2") : tagged;
    }

    /// A cache on the way may have made the tag a weak one (RFC 9110, section 13.1.2).
    private static boolean matches(String known, String tag) {
        return known.equals("*") || known.contains(tag);
    }

    private static boolean isMoving(HistoryEntry entry) {
        return switch (entry.status()) {
            case VALIDATING, REVIEWING, IMPORTING, EXPORTING -> true;
            case READY, COMPLETED, REJECTED, CANCELLED, FAILED -> false;
        };
    }

    Answer start(Call call, Caller caller) {
        return ask(Verb.START, call, caller);
    }

    Answer cancel(Call call, Caller caller) {
        return ask(Verb.CANCEL, call, caller);
    }

    Answer undo(Call call, Caller caller) {
        return ask(Verb.UNDO, call, caller);
    }

    /// What counts is how the import stands when the request is answered; where that may change, the entry says what became of it.
    private Answer ask(Verb verb, Call call, Caller caller) {
        HistoryEntry entry = web.entry(call, caller);
        if (entry.origin().kind() != HistoryEntry.Kind.IMPORT) {
            throw Refused.because(Code.STATUS_WRONG, "This is an export. There is nothing to %s.", verb.label());
        }
        if (effect(verb, entry) == Effect.DUE) {
            web.stores().drops().put(Request.key(verb, entry), "", MetadataText.write(caller.by()));
        }
        return Answer.json(202, Map.of("importId", entry.id()))
                .with("location", "/api/v1/shops/%s/imports/%s".formatted(entry.shop(), entry.id()));
    }

    private Effect effect(Verb verb, HistoryEntry entry) {
        Stores stores = web.stores();
        try {
            return RequestRules.of(stores.environment())
                    .effect(verb, entry, stores.undos().latest(entry), stores.deadline().now());
        } catch (FileRejected refusal) {
            Rejection reason = refusal.rejection();
            throw new Refused(reason.code() == Rejection.Code.EXPIRED ? Code.EXPIRED : Code.STATUS_WRONG,
                    reason.message());
        }
    }
}
