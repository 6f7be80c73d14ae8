package pointdrop.web;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Rejection;
import pointdrop.storage.Decision;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.RequestRules;
import pointdrop.storage.Stores;
import pointdrop.storage.SummaryJson;

/// An entry of the history as the API shows it: as its summary does, with what only the API tells.
record EntryJson(Stores stores) {
    private static final Pattern IMPORT_ID = Pattern.compile("\\b\\d{8}T\\d{6}Z-[0-9a-f]{10}\\b");

    /// What a list shows.
    static Map<String, Object> of(HistoryEntry entry) {
        Map<String, Object> json = fields(entry);
        json.remove("problems");
        return json;
    }

    private static Map<String, Object> fields(HistoryEntry entry) {
        Map<String, Object> json = SummaryJson.fields(entry);
        json.put("kind", entry.origin().kind().label());
        put(json, "startedAt", entry.origin().startedAt());
        put(json, "importingSince", entry.progress().importingSince());
        put(json, "finishedAt", entry.ending().finishedAt());
        if (entry.ending().mailFailed() || entry.review().mailFailed()) {
            json.put("mailFailed", true);
        }
        return json;
    }

    /// All that is known.
    Map<String, Object> whole(HistoryEntry entry) {
        Map<String, Object> json = fields(entry);
        earlier(entry.findings().rejection()).ifPresent(id -> json.put("earlier", id));
        if (entry.progress().chunks() > 0) {
            json.put("progress", progress(entry));
        }
        put(json, "undoUntil", undoUntil(entry));
        preview(entry).ifPresent(preview -> json.put("preview", preview));
        stores.requests().latest(entry).ifPresent(decision -> json.put("lastRequest", request(decision)));
        return json;
    }

    /// The rejection names it in its sentence.
    private static Optional<String> earlier(@Nullable Rejection rejection) {
        if (rejection == null || rejection.code() != Rejection.Code.ALREADY_IMPORTED) {
            return Optional.empty();
        }
        return IMPORT_ID.matcher(rejection.message()).results().map(found -> found.group()).findFirst();
    }

    /// In this order on every machine, so that the same entry has the same tag.
    private static Map<String, Object> progress(HistoryEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("chunks", entry.progress().chunks());
        json.put("closed", closed(entry));
        return json;
    }

    private static int closed(HistoryEntry entry) {
        int open = switch (entry.status()) {
            case REVIEWING -> entry.review().pending().size();
            case IMPORTING -> entry.progress().pending().size();
            default -> 0;
        };
        return entry.progress().chunks() - open;
    }

    private @Nullable Instant undoUntil(HistoryEntry entry) {
        return entry.origin().kind() == HistoryEntry.Kind.EXPORT
                ? null
                : RequestRules.of(stores.environment())
                        .undoUntil(entry, stores.undos().latest(entry), stores.deadline().now())
                        .orElse(null);
    }

    /// Kept for some weeks.
    private Optional<Map<String, Object>> preview(HistoryEntry entry) {
        if (entry.review().readyUntil() == null) {
            return Optional.empty();
        }
        try (InputStream json = stores.data().findPreview(entry).orElse(null)) {
            return json == null ? Optional.empty() : Optional.of(JSON.std.mapFrom(json));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, Object> request(Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", decision.request().id());
        json.put("verb", decision.request().verb());
        put(json, "at", decision.request().at());
        put(json, "by", decision.request().author().by());
        Rejection refusal = decision.refusal();
        json.put("outcome", refusal == null ? "accepted" : "refused");
        if (refusal != null) {
            json.put("reason", refusal.code().name());
            json.put("message", refusal.message());
        }
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
