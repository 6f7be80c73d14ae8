package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Problem;
import pointdrop.domain.ProblemCode;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowProblem;
import pointdrop.domain.Status;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.OnEmulators;

@ExtendWith(OnEmulators.class)
class ImportsTableTest {
    private static final Instant NOW = Instant.parse("2026-11-23T23:42:05.678Z");
    private static final Summary SUMMARY = new Summary(3, List.of("Note"), 10, 9, 1, "UTF-8", "comma",
            List.of(new RowProblem(4, new Problem(ProblemCode.EMAIL_MISSING, "\"\" is no e-mail address."))));

    private Deployment deployment;
    private ImportsTable imports;
    private HistoryEntry begun;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.imports = new ImportsTable(deployment.dynamoDb(), deployment.importsTable(),
                new Patience(Clock.systemUTC(), Instant.MAX));
        this.begun = imports.begin(HistoryEntry.begin("demo", "2", "add-points", "f.csv", "a@demo.example", NOW));
    }

    @Test
    void anImportIsReadAsItWasWritten() {
        HistoryEntry importing = imports.startImporting(begun, SUMMARY, 2);

        assertEquals(new HistoryEntry(HistoryEntry.Kind.IMPORT, "demo", "2", Status.IMPORTING, "add-points", "f.csv",
                "a@demo.example", NOW, null,
                SUMMARY, null, 2, Set.of(0, 1), Counts.NONE, null, false), importing);
        assertEquals(importing, imports.get("demo", "2"));
    }

    @Test
    void anImportBeginsOnce() {
        HistoryEntry importing = imports.startImporting(begun, SUMMARY, 2);

        assertEquals(importing,
                imports.begin(HistoryEntry.begin("demo", "2", "add-points", "f.csv", "a@demo.example", NOW)));
    }

    @Test
    void aChunkIsCountedOnce() {
        imports.startImporting(begun, SUMMARY, 2);
        Counts counts = new Counts(3, 1, 1, 50, 7);

        assertEquals(Set.of(1),
                imports.closeChunk(new ChunkRef("demo", "2", 0), counts).orElseThrow().pendingChunks());
        assertEquals(Optional.empty(), imports.closeChunk(new ChunkRef("demo", "2", 0), counts));
        assertEquals(Optional.empty(), imports.closeChunk(new ChunkRef("demo", "2", 7), counts));
        HistoryEntry last = imports.closeChunk(new ChunkRef("demo", "2", 1), counts).orElseThrow();

        assertEquals(Set.of(), last.pendingChunks());
        assertEquals(new Counts(6, 2, 2, 100, 14), last.counts());
        assertEquals(last.rows(), last.counts().rows());
    }

    @Test
    void aChunkIsHeldByOneForAsLongAsItIsRenewed() {
        imports.startImporting(begun, SUMMARY, 2);
        ChunkRef chunk = new ChunkRef("demo", "2", 0);

        assertTrue(imports.takeLease(chunk, "one", NOW, NOW.plusSeconds(20)));
        assertTrue(imports.takeLease(chunk, "one", NOW, NOW.plusSeconds(20)));
        assertFalse(imports.takeLease(chunk, "two", NOW.plusSeconds(19), NOW.plusSeconds(39)));
        assertTrue(imports.takeLease(new ChunkRef("demo", "2", 1), "two", NOW, NOW.plusSeconds(20)));
        assertTrue(imports.renewLease(chunk, "one", NOW.plusSeconds(30)));
        assertFalse(imports.takeLease(chunk, "two", NOW.plusSeconds(25), NOW.plusSeconds(45)));
        assertTrue(imports.takeLease(chunk, "two", NOW.plusSeconds(31), NOW.plusSeconds(51)));
        assertFalse(imports.renewLease(chunk, "one", NOW.plusSeconds(60)));
        imports.releaseLease(chunk, "one");
        assertFalse(imports.takeLease(chunk, "one", NOW.plusSeconds(32), NOW.plusSeconds(52)));
        imports.releaseLease(chunk, "two");
        assertTrue(imports.takeLease(chunk, "one", NOW.plusSeconds(32), NOW.plusSeconds(52)));
        imports.closeChunk(chunk, Counts.NONE);
        assertFalse(imports.takeLease(chunk, "one", NOW.plusSeconds(99), NOW.plusSeconds(119)));
    }

    @Test
    void aStatusIsReachedOnceAndOnlyFromTheOneBefore() {
        Rejection rejection = new Rejection(Rejection.Code.FILE_EMPTY, "The file is empty.");

        assertEquals(begun, imports.complete(begun, "reports/r.csv", NOW));
        HistoryEntry rejected = imports.reject(begun, rejection, NOW);

        assertEquals(Status.REJECTED, rejected.status());
        assertEquals("Validation failed: The file is empty.", rejected.message());
        assertEquals(rejected.message(), deployment.items(deployment.importsTable()).getFirst().text("message"));
        assertEquals(rejected, imports.startImporting(begun, SUMMARY, 1));
        assertEquals(rejected, imports.reject(begun, rejection, NOW.plusSeconds(9)));
    }

    @Test
    void anExportIsToldApartAndCountsItsCustomersAsRows() {
        HistoryEntry export = imports.begin(HistoryEntry.beginExport("demo", "5", "r.json", null, NOW));
        assertEquals(HistoryEntry.Kind.EXPORT, imports.get("demo", "5").kind());

        HistoryEntry completed = imports.completeExport(export, "exports/demo/5.csv", 7, NOW);

        assertEquals("COMPLETED 7 7 exports/demo/5.csv 7 customers", "%s %d %d %s %s".formatted(completed.status(),
                completed.rows(), completed.counts().succeeded(), completed.reportKey(), completed.message()));
        assertEquals(completed, imports.completeExport(export, "exports/demo/5.csv", 8, NOW));
    }

    @Test
    void theHistoryIsNewestFirst() {
        imports.begin(HistoryEntry.begin("demo", "3", "enroll", "g.csv", null, NOW));
        imports.begin(HistoryEntry.begin("demo", "1", "enroll", "h.csv", null, NOW));
        imports.begin(HistoryEntry.begin("other", "4", "enroll", "i.csv", null, NOW));

        assertEquals(List.of("3", "2"), imports.history("demo", 2).stream().map(HistoryEntry::id).toList());
    }

    @Test
    void aMailIsClaimedByOneForAWhileAndSentOnce() {
        Duration lease = Duration.ofSeconds(30);

        assertTrue(imports.claimMail(begun, "one", NOW, lease));
        assertTrue(imports.claimMail(begun, "one", NOW.plusSeconds(1), lease));
        assertFalse(imports.claimMail(begun, "two", NOW.plusSeconds(29), lease));
        assertTrue(imports.claimMail(begun, "two", NOW.plusSeconds(31), lease));
        imports.mailSent(begun, NOW.plusSeconds(32));
        assertFalse(imports.claimMail(begun, "two", NOW.plusSeconds(90), lease));
        assertTrue(imports.get("demo", "2").mailSent());
    }
}
