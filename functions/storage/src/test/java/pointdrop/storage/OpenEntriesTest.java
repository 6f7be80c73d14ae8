package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Request.Verb;

@ClassTemplate
@ExtendWith(OnBoth.class)
class OpenEntriesTest {
    private static final Author NOBODY = new Author(null, null);
    private static final Rejection REASON = new Rejection(Rejection.Code.FILE_EMPTY, "The file is empty.");
    private static final ShopRules RULES = new ShopRules(List.of("Gold"), false);
    private static final Validated VALIDATED = new Validated(
            new Summary(2, List.of(), 1, 1, "UTF-8", "comma", List.of()), RULES, "sha256", "staged/demo/1/x", 1);

    private TestStores test;
    private Stores stores;
    private ImportsTable imports;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.test = new TestStores(deployment);
        this.stores = test.stores();
        this.imports = stores.imports();
    }

    private HistoryEntry begin(String id) {
        return begin("demo", id);
    }

    private HistoryEntry begin(String shop, String id) {
        return imports
                .begin(new Origin(Kind.IMPORT, shop, id, "add-points", "f.csv", null, test.clock().instant(), null,
                        NOBODY, null));
    }

    private Request request(Verb verb, String importId) {
        return new Request("demo", verb.label(), importId, verb + "-" + importId, test.clock().instant(), NOBODY);
    }

    private HistoryEntry completed(String id) {
        HistoryEntry importing = imports.startImporting(begin(id), VALIDATED);
        return imports.complete(
                stores.pendingChunks().close(importing.chunks(Stage.IMPORT).getFirst(), Counts.NONE).orElseThrow(),
                "r");
    }

    private List<String> open() {
        return stores.openEntries()
                .since(test.clock().instant().plusSeconds(1))
                .stream()
                .map(OpenEntries.Open::id)
                .toList();
    }

    @Test
    void entriesThatWereOpenBeforeATimeAreToldTheOldestFirst() {
        begin("2");
        test.clock().advance(Duration.ofMinutes(5));
        begin("1");
        test.clock().advance(Duration.ofMinutes(58));
        Instant anHourAgo = test.clock().instant().minus(Duration.ofHours(1));

        List<OpenEntries.Open> overdue = stores.openEntries().since(anHourAgo);

        assertEquals(List.of("demo 2"), overdue.stream().map(entry -> entry.shop() + " " + entry.id()).toList());
        assertTrue(overdue.getFirst().since().isBefore(anHourAgo));
        assertEquals(List.of("2", "1"), open());
    }

    @Test
    void anEntryIsOpenUntilItHasEnded() {
        imports.reject(begin("rejected"), REASON);
        imports.fail(begin("failed"), REASON);
        completed("completed");
        HistoryEntry reviewing = imports.startReviewing(begin("cancelled"), VALIDATED);
        assertEquals(List.of("cancelled"), open());
        imports.cancel(reviewing, request(Verb.CANCEL, "cancelled"));
        HistoryEntry export = imports.begin(new Origin(Kind.EXPORT, "demo", "export", "export", "r.json", null,
                test.clock().instant(), null, NOBODY, null));
        assertEquals(List.of("export"), open());
        imports.completeExport(export, "exports/demo/export.csv", VALIDATED.summary());

        assertEquals(List.of(), open());
    }

    @Test
    void anImportIsNotOpenWhileItWaitsForARequest() {
        HistoryEntry ready = imports.becomeReady(imports.startReviewing(begin("1"), VALIDATED));
        assertEquals(List.of(), open());

        test.clock().advance(Duration.ofDays(3));
        Instant started = test.clock().instant().minusSeconds(1);
        imports.start(ready, request(Verb.START, "1"));

        assertEquals(List.of("1"), open());
        assertEquals(List.of(), stores.openEntries().since(started));
    }

    @Test
    void anUndoIsOpenToo() {
        HistoryEntry undone = completed("1");

        Request request = request(Verb.UNDO, "1");
        assertTrue(stores.undos().begin(undone, null, request, RULES));

        assertEquals(List.of(request.id()), open());
    }

    /// A page of DynamoDB ends at 1 MB.
    @Test
    void moreThanAPageIsTold() {
        for (int id = 0; id < 400; id++) {
            begin("x".repeat(2000), "x".repeat(1000) + id);
        }
        assertEquals(400, open().size());
    }
}
