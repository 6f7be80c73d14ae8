package pointdrop.web;

import java.util.Map;
import java.util.Optional;
import pointdrop.mail.Link;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Source;
import pointdrop.storage.Stage;
import pointdrop.storage.Status;
import pointdrop.web.Refused.Code;

/// Files of an entry of the history, as links that work for a minute.
record Downloads(Web web) {

    /// The rows that failed, or would fail.
    Answer report(Call call, Caller caller) {
        HistoryEntry entry = web.entry(call, caller);
        boolean isImport = entry.origin().kind() == HistoryEntry.Kind.IMPORT;
        if (isImport && entry.ending().fileKey() != null) {
            return answer(call, web.links().data(entry.ending().fileKey(), name("errors", entry, "csv")));
        }
        if (entry.review().readyUntil() != null && entry.status() != Status.IMPORTING) {
            return answer(call, web.links().data(entry.reviewReportKey(), name("review-errors", entry, "csv")));
        }
        throw Refused.notFound();
    }

    /// The file of an export, or the one that was imported.
    Answer file(Call call, Caller caller) {
        HistoryEntry entry = web.entry(call, caller);
        if (entry.origin().kind() == HistoryEntry.Kind.EXPORT) {
            return answer(call, web.links()
                    .data(Optional.ofNullable(entry.ending().fileKey()).orElseThrow(Refused::notFound),
                            name("customers", entry, "csv")));
        }
        Source source = entry.origin().source();
        if (source == null || !source.key().startsWith("imports/%s/".formatted(entry.shop()))) {
            throw Refused.notFound();
        }
        return answer(call, web.links()
                .upload(source.key(), source.versionId().isEmpty() ? null : source.versionId(),
                        entry.origin().file()));
    }

    /// One part of the outcomes.
    Answer outcomes(Call call, Caller caller) {
        HistoryEntry entry = web.entry(call, caller);
        String chunk = call.query("chunk").orElse("0");
        if (!chunk.matches("[0-9]{1,3}")) {
            throw new Refused(Code.REQUEST_INVALID, "\"chunk\" is the number of a part, from 0 on.");
        }
        int number = Integer.parseInt(chunk);
        if (entry.ending().fileKey() == null || number >= entry.progress().chunks()) {
            throw Refused.notFound();
        }
        return answer(call, web.links()
                .data(entry.chunks(Stage.IMPORT).get(number).outcomesKey(),
                        name("outcomes-" + number, entry, "csv.gz")));
    }

    private static String name(String what, HistoryEntry entry, String extension) {
        return "%s-%s-%s.%s".formatted(what, entry.shop(), entry.id(), extension);
    }

    private static Answer answer(Call call, Link link) {
        return call.acceptsJson()
                ? Answer.json(200, Map.of("url", link.url(), "expiresAt", link.validUntil().toString()))
                : Answer.empty(302).with("location", link.url());
    }
}
