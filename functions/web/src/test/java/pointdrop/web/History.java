package pointdrop.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Counts;
import pointdrop.domain.Problem;
import pointdrop.domain.ProblemCode;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowProblem;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.storage.Author;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.HistoryEntry.Source;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Stage;
import pointdrop.storage.Stores;
import pointdrop.storage.Validated;
import software.amazon.awssdk.core.sync.RequestBody;

/// Entries of the history of a shop, as the other functions leave them.
final class History {
    private static final ShopRules RULES = new ShopRules(List.of("Gold"), false);
    private static final Summary SUMMARY = new Summary(3, List.of("Note"), 10, 9, 2, "UTF-8", "comma",
            List.of("Zo\u00EB"),
            List.of(new RowProblem(4, new Problem(ProblemCode.EMAIL_MISSING, "\"\" is no e-mail address."))));
    private static final Counts COUNTS = new Counts(8, 1, 1, 800, 0);

    private final Deployment deployment;
    private final Stores stores;
    private final String shop;
    private int last;

    History(TestWeb web, String shop) {
        this.deployment = web.deployment();
        this.stores = web.stores();
        this.shop = shop;
    }

    private String nextId() {
        return String.format(Locale.ROOT, "20261123T%06dZ-%010x", 100_000 + last++, shop.hashCode() & 0xFFFF);
    }

    private ImportsTable imports() {
        return stores.imports();
    }

    private Instant now() {
        return stores.deadline().now();
    }

    HistoryEntry validating() {
        String id = nextId();
        return imports().begin(new Origin(Kind.IMPORT, shop, id, "add-points", "may.csv", null, now(), "For May",
                new Author("Ann", "AWS:AIDAEXAMPLE"),
                new Source("imports/%s/add-points/%s/may.csv".formatted(shop, id), "v1")));
    }

    private Validated validated(HistoryEntry entry) {
        return new Validated(SUMMARY, RULES, "sha256", "staged/%s/%s/1".formatted(shop, entry.id()), 1);
    }

    HistoryEntry rejected(Rejection.Code code, String message) {
        return imports().reject(validating(), new Rejection(code, message));
    }

    HistoryEntry reviewing() {
        HistoryEntry entry = validating();
        return imports().startReviewing(entry, validated(entry));
    }

    HistoryEntry ready() {
        HistoryEntry entry = reviewing();
        HistoryEntry ready = imports().becomeReady(
                stores.pendingChunks().close(entry.chunks(Stage.REVIEW).getFirst(), COUNTS).orElseThrow());
        deployment.s3()
                .putObject(put -> put.bucket(deployment.dataBucket()).key(ready.previewKey()),
                        RequestBody.fromString(
                                """
                                        {"columns": ["Email", "Points"], "rows": [{"row": 2, "outcome": "changed", "email": "ann@a.example", \
                                        "before": 1, "delta": 2, "after": 3, "tier": {"after": "Gold"}}]}\
                                        """));
        return ready;
    }

    private Request request(Verb verb, HistoryEntry entry) {
        return new Request(shop, verb.label(), entry.id(), nextId(), now(), new Author("Ann", "AWS:AIDAEXAMPLE"));
    }

    HistoryEntry cancelled() {
        HistoryEntry entry = ready();
        imports().cancel(entry, request(Verb.CANCEL, entry));
        return imports().get(shop, entry.id());
    }

    HistoryEntry importing() {
        HistoryEntry entry = validating();
        return imports().startImporting(entry, validated(entry));
    }

    HistoryEntry started() {
        HistoryEntry entry = ready();
        imports().start(entry, request(Verb.START, entry));
        return imports().get(shop, entry.id());
    }

    HistoryEntry completed() {
        return completed(COUNTS);
    }

    HistoryEntry completed(Counts counts) {
        return complete(importing(), counts);
    }

    HistoryEntry complete(HistoryEntry importing, Counts counts) {
        return imports().complete(
                stores.pendingChunks().close(importing.chunks(Stage.IMPORT).getFirst(), counts).orElseThrow(),
                "reports/%s/%s/errors.csv".formatted(shop, importing.id()));
    }

    HistoryEntry failed() {
        return imports().fail(reviewing(), new Rejection(Rejection.Code.NOT_PROCESSED, "It was given up."));
    }

    /// The undo of an import, which has not ended.
    HistoryEntry undo(HistoryEntry completed, @Nullable HistoryEntry givenUp) {
        Request request = request(Verb.UNDO, completed);
        stores.undos().begin(completed, givenUp, request, RULES);
        return imports().get(shop, request.id());
    }

    /// A request about an import that was refused.
    void refused(HistoryEntry entry, Verb verb) {
        stores.requests().refuse(request(verb, entry), new Rejection(Rejection.Code.STATUS_WRONG, "Too early."), null);
    }

    HistoryEntry exporting() {
        return imports().begin(new Origin(Kind.EXPORT, shop, nextId(), "export", "r.json", null, now(), null,
                new Author("Ann", null), null));
    }

    HistoryEntry exported() {
        HistoryEntry entry = exporting();
        return imports().completeExport(entry, "exports/%s/%s.csv".formatted(shop, entry.id()),
                new Summary(6, List.of(), 7, 7, "UTF-8", "comma", List.of()));
    }

    Optional<HistoryEntry> find(String id) {
        return imports().find(shop, id);
    }
}
