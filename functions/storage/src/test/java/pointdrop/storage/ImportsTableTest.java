package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.domain.Problem;
import pointdrop.domain.ProblemCode;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowProblem;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.HistoryEntry.Ending;
import pointdrop.storage.HistoryEntry.Findings;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.HistoryEntry.Progress;
import pointdrop.storage.HistoryEntry.Review;
import pointdrop.storage.HistoryEntry.Source;

@ClassTemplate
@ExtendWith(OnBoth.class)
class ImportsTableTest {
    private static final Author NOBODY = new Author(null, null);
    private static final Instant NOW = Instant.parse("2026-11-23T23:42:05.678Z");
    private static final Summary SUMMARY = new Summary(3, List.of("Note"), 10, 9, 2, "UTF-8", "comma",
            List.of("Zo\u00EB"),
            List.of(new RowProblem(4, new Problem(ProblemCode.EMAIL_MISSING, "\"\" is no e-mail address."))));

    private static final ShopRules RULES = new ShopRules(List.of("Gold", "Élite"), true);
    private static final Validated VALIDATED = new Validated(SUMMARY, RULES, "sha256", "staged/demo/2/x", 2);

    private TestStores test;
    private ImportsTable imports;
    private HistoryEntry begun;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.test = new TestStores(deployment);
        this.imports = test.stores().imports();
        this.begun = imports.begin(origin("demo", "2"));
    }

    private static Origin origin(String shop, String id) {
        return new Origin(Kind.IMPORT, shop, id, "add-points", "f.csv", "a@demo.example", NOW, "For May",
                new Author("Ann M\u00E4rz", "AWS:AIDAEXAMPLE"), new Source("imports/demo/add-points/f.csv", ""));
    }

    @Test
    void anImportIsReadAsItWasWritten() {
        HistoryEntry importing = imports.startImporting(begun, VALIDATED);

        assertEquals(new HistoryEntry(origin("demo", "2"), Status.IMPORTING,
                new Findings(SUMMARY, RULES, "sha256", null),
                new Progress(2, "staged/demo/2/x", importing.importingSince(), Set.of(0, 1), Counts.NONE,
                        importing.progress().consumed(), HistoryEntry.LEDGER),
                Review.NONE,
                HistoryEntry.Undo.NONE, Ending.NONE),
                importing);
        assertEquals(importing, imports.get("demo", "2"));
    }

    @Test
    void anImportBeginsOnce() {
        HistoryEntry importing = imports.startImporting(begun, VALIDATED);

        assertEquals(importing, imports.begin(origin("demo", "2")));
    }

    @Test
    void aStatusIsReachedOnceAndOnlyFromThePreviousOne() {
        Rejection rejection = new Rejection(Rejection.Code.FILE_EMPTY, "The file is empty.");

        assertEquals(begun, imports.complete(begun, "reports/r.csv"));
        HistoryEntry rejected = imports.reject(begun, rejection);

        assertEquals(Status.REJECTED, rejected.status());
        assertEquals("Validation failed: The file is empty.", rejected.message());
        assertEquals(rejected.message(), test.importItems().getFirst().text("message"));
        assertEquals(rejected, imports.startImporting(begun, VALIDATED));
        assertEquals(rejected, imports.reject(begun, rejection));
    }

    @Test
    void anExportHasItsOwnKindAndCountsItsCustomersAsRows() {
        HistoryEntry export = imports
                .begin(new Origin(Kind.EXPORT, "demo", "5", "export", "r.json", null, NOW, null,
                        NOBODY, null));
        assertEquals("EXPORT EXPORTING", export.origin().kind() + " " + imports.get("demo", "5").status());

        Summary summary = new Summary(6, List.of(), 7, 6, "UTF-8", "comma", List.of());
        HistoryEntry completed = imports.completeExport(export, "exports/demo/5.csv", summary);

        assertEquals("COMPLETED 7 6 1 exports/demo/5.csv 7 customers",
                String.format(Locale.ROOT, "%s %d %d %d %s %s", completed.status(), completed.rows(),
                        completed.counts().succeeded(), completed.counts().failed(), completed.ending().fileKey(),
                        completed.message()));
        assertEquals(completed, imports.completeExport(export, "exports/demo/5.csv", SUMMARY));
    }

    @Test
    void theHistoryIsNewestFirst() {
        imports.begin(origin("demo", "3"));
        imports.begin(origin("demo", "1"));
        imports.begin(origin("other", "4"));

        assertEquals(List.of("3", "2"), imports.history("demo", 2).stream().map(HistoryEntry::id).toList());
    }

    @Test
    void theHistoryIsWholeHoweverLargeItsEntriesAre() {
        String note = "x".repeat(300_000);
        for (int id = 3; id < 9; id++) {
            imports.begin(new Origin(Kind.IMPORT, "demo", Integer.toString(id), "add-points", "f.csv", null, NOW, note,
                    NOBODY, null));
        }

        assertEquals(List.of("8", "7", "6", "5", "4", "3", "2"),
                imports.history("demo", Integer.MAX_VALUE).stream().map(HistoryEntry::id).toList());
        assertEquals(6, imports.history("demo", 6).size());
    }

    @Test
    void oneClaimOnAMailLastsAtATimeAndASentMailIsNotClaimed() {
        Duration length = Duration.ofSeconds(30);

        assertTrue(imports.claimMail(begun, "one", length));
        assertTrue(imports.claimMail(begun, "one", length));
        assertFalse(imports.claimMail(begun, "two", length));
        test.clock().advance(length.plusSeconds(1));
        assertTrue(imports.claimMail(begun, "two", length));
        imports.mailEnded(begun, true);
        test.clock().advance(length.plusSeconds(1));
        assertFalse(imports.claimMail(begun, "two", length));
        assertTrue(imports.get("demo", "2").ending().mailSent());
    }
}
