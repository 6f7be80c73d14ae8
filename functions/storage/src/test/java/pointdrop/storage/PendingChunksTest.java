package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;

@ClassTemplate
@ExtendWith(OnBoth.class)
class PendingChunksTest {
    private static final ChunkRef FIRST = new ChunkRef(Stage.IMPORT, "demo", "1", 0);
    private static final ChunkRef SECOND = new ChunkRef(Stage.IMPORT, "demo", "1", 1);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private TestStores test;
    private ImportsTable imports;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.test = new TestStores(deployment);
        this.imports = test.stores().imports();
        HistoryEntry begun = imports
                .begin(new Origin(Kind.IMPORT, "demo", "1", "add-points", "f.csv", null, Instant.now(), null,
                        new Author(null, null), null));
        imports.startImporting(begun,
                new Validated(new Summary(2, List.of(), 1, 1, "UTF-8", "comma", List.of()),
                        new ShopRules(List.of(), false), "sha256", "staged/demo/1/x", 2));
    }

    /// The chunks as an invocation that begins now sees them.
    private PendingChunks delivery() {
        return test.stores()
                .forInvocation(TIMEOUT.toMillis(), test.stores().logging(test.deployment().log()).log())
                .pendingChunks();
    }

    private List<Map<String, Object>> lines(String begin) {
        return test.deployment()
                .log()
                .all()
                .stream()
                .filter(line -> String.valueOf(line.get("message")).startsWith(begin))
                .toList();
    }

    private void assertHeld(ChunkRef chunk) {
        ChunkHeld failed = assertThrows(ChunkHeld.class, () -> delivery().take(chunk));
        assertEquals("Another delivery works on " + chunk, failed.getMessage());
    }

    private void assertFree(ChunkRef chunk) {
        assertTrue(delivery().take(chunk).pendingChunks(Stage.IMPORT).contains(chunk));
    }

    @Test
    void aChunkIsHeldUntilTheInvocationAndItsLastCallAreOver() {
        delivery().take(FIRST);

        assertHeld(FIRST);
        assertFree(SECOND);
        test.clock().advance(TIMEOUT.plus(Deadline.MARGIN).minusSeconds(10));
        assertHeld(FIRST);
        test.clock().advance(Duration.ofSeconds(11));
        assertFree(FIRST);
    }

    @Test
    void theHolderMayTakeItsChunkAgainAfterALostAnswer() {
        PendingChunks holder = delivery();
        holder.take(FIRST);

        assertEquals(Set.of(0, 1), holder.take(FIRST).progress().pending());
    }

    @Test
    void aHolderThatFailedLeavesTimeForACallThatIsUnderWay() {
        PendingChunks failed = delivery();
        failed.take(FIRST);
        failed.giveBack(FIRST);

        assertEquals(1, lines("The chunk is given back").size());
        test.clock().advance(Deadline.MARGIN.minusSeconds(5));
        assertHeld(FIRST);
        test.clock().advance(Duration.ofSeconds(6));
        assertFree(FIRST);
    }

    @Test
    void aHolderPastItsDeadlineStillGivesItsChunkBack() {
        PendingChunks late = delivery();
        late.take(FIRST);
        test.clock().advance(TIMEOUT.minus(Clients.LONGEST_CALL).minusSeconds(4));
        late.giveBack(FIRST);

        test.clock().advance(Deadline.MARGIN.plusSeconds(1));
        assertFree(FIRST);
    }

    @Test
    void aDeliveryThatLostItsLeaseCannotGiveItBack() {
        PendingChunks lost = delivery();
        lost.take(FIRST);
        imports.removeLeasesAndClaims();
        delivery().take(FIRST);
        lost.giveBack(FIRST);

        assertEquals(List.of(), lines("The chunk is given back"));
        test.clock().advance(Deadline.MARGIN.plusSeconds(1));
        assertHeld(FIRST);
    }

    @Test
    void aChunkIsClosedAndCountedOnce() {
        PendingChunks holder = delivery();
        Counts counts = new Counts(3, 1, 1, 50, 7).withRepeatedEmails(2);
        holder.take(FIRST);

        assertEquals(Set.of(1), holder.close(FIRST, counts).orElseThrow().progress().pending());
        assertEquals(Optional.empty(), holder.close(FIRST, counts));
        assertEquals(Optional.empty(), holder.close(new ChunkRef(Stage.IMPORT, "demo", "1", 7), counts));
        HistoryEntry last = delivery().close(SECOND, counts).orElseThrow();

        assertEquals(Set.of(), last.progress().pending());
        assertEquals(new Counts(6, 2, 2, 100, 14).withRepeatedEmails(4), last.counts());
    }

    @Test
    void theLineOfAClosedChunkTellsItsOwnTime() {
        PendingChunks holder = delivery();
        for (ChunkRef chunk : List.of(FIRST, SECOND)) {
            test.clock().advance(Duration.ofMinutes(1));
            holder.take(chunk);
            holder.close(chunk, Counts.NONE);
        }

        assertEquals(List.of(true, true), lines("The chunk is closed")
                .stream()
                .map(line -> ((Number) Objects.requireNonNull(line.get("seconds"))).doubleValue() < 50)
                .toList());
    }

    private Consumption consumed() {
        return imports.get("demo", "1").progress().consumed();
    }

    @Test
    void whatADeliveryConsumedIsRecordedOnceByTheUpdateThatClosesItsChunk() {
        Consumption before = consumed();
        PendingChunks holder = delivery();
        holder.take(FIRST);
        holder.close(FIRST, Counts.NONE);
        Consumption one = consumed();

        assertTrue(one.writeUnits().compareTo(before.writeUnits().add(BigDecimal.ONE)) >= 0, one.toString());
        holder.close(FIRST, Counts.NONE);
        assertEquals(one, consumed());
        assertEquals(List.of(one.writeUnits().subtract(before.writeUnits()).toString()), lines("The chunk is closed")
                .stream()
                .map(line -> String.valueOf(line.get("writeUnits")))
                .toList());
    }

    @Test
    void whatAFailedDeliveryConsumedIsRecordedOnceByTheUpdateThatGivesItsChunkBack() {
        BigDecimal before = consumed().writeUnits();
        PendingChunks failed = delivery();
        failed.take(FIRST);
        failed.giveBack(FIRST);
        Consumption recorded = consumed();

        assertTrue(recorded.writeUnits().compareTo(before) > 0, recorded.toString());
        failed.giveBack(FIRST);
        assertEquals(recorded, consumed());
    }

    /// An entry of an earlier version has no sums.
    @Test
    void sumsBeginWhereTheFirstUpdateAddsToThem() {
        for (String sum : List.of("writeUnits", "readUnits", "megabyteMillis")) {
            test.deployment()
                    .dynamoDb()
                    .updateItem(request -> request.tableName(test.deployment().importsTable())
                            .key(ImportItem.key("demo", "1"))
                            .updateExpression("REMOVE " + sum));
        }
        assertEquals(Consumption.NONE, consumed());
        PendingChunks holder = delivery();
        holder.take(FIRST);

        assertTrue(holder.close(FIRST, Counts.NONE).isPresent());
        assertTrue(consumed().writeUnits().signum() > 0);
    }

    @Test
    void aClosedChunkIsNotPendingForTheNextDelivery() {
        PendingChunks holder = delivery();
        holder.take(FIRST);
        holder.close(FIRST, Counts.NONE);

        assertEquals(List.of(SECOND), delivery().take(FIRST).pendingChunks(Stage.IMPORT));
    }

    @Test
    void aChunkOfNoImportFails() {
        NoSuchImport failed = assertThrows(NoSuchImport.class,
                () -> delivery().take(new ChunkRef(Stage.IMPORT, "demo", "unknown", 0)));
        assertTrue(Objects.requireNonNull(failed.getMessage()).contains("importId=unknown"), failed.getMessage());
    }

    @Test
    void leasesAndClaimsAreRemovedWhenTheMachineStartsAgain() {
        delivery().take(FIRST);
        imports.claimMail(imports.get("demo", "1"), "crashed", Duration.ofMinutes(1));

        imports.removeLeasesAndClaims();

        assertFree(FIRST);
        assertTrue(imports.claimMail(imports.get("demo", "1"), "next", Duration.ofMinutes(1)));
    }
}
