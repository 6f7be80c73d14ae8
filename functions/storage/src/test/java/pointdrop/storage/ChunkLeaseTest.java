package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.OnEmulators;

@ExtendWith(OnEmulators.class)
@Timeout(60)
class ChunkLeaseTest {
    private static final ChunkRef CHUNK = new ChunkRef("demo", "1", 0);

    private final Clock later = Clock.offset(Clock.systemUTC(), ChunkLease.LENGTH.plusSeconds(1));
    private ImportsTable imports;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.imports = new ImportsTable(deployment.dynamoDb(), deployment.importsTable(),
                new Patience(Clock.systemUTC(), Instant.MAX));
        HistoryEntry begun = imports
                .begin(HistoryEntry.begin("demo", "1", "add-points", "f.csv", null, Instant.now()));
        imports.startImporting(begun, new Summary(2, List.of(), 1, 1, 0, "UTF-8", "comma", List.of()), 1);
    }

    private ChunkLease take(Clock clock) {
        return ChunkLease.take(imports, CHUNK, new Patience(clock, clock.instant().plusSeconds(60))).orElseThrow();
    }

    @Test
    void aHolderThatLostItsChunkMayNotGoOn() {
        try (ChunkLease first = take(Clock.systemUTC()); ChunkLease second = take(later)) {
            second.awaitHeld();
            assertTrue(Objects.requireNonNull(assertThrows(IllegalStateException.class, () -> {
                while (true) {
                    first.awaitHeld();
                    Thread.sleep(50);
                }
            }).getMessage()).startsWith("Another delivery works on"));
        }
    }

    @Test
    void whoWaitsInVainStopsInTime() {
        try (ChunkLease held = take(Clock.systemUTC())) {
            held.awaitHeld();
            Patience impatient = new Patience(Clock.systemUTC(), Instant.now().plusMillis(300));
            assertThrows(IllegalStateException.class, () -> ChunkLease.take(imports, CHUNK, impatient));
        }
    }

    @Test
    void aReleasedChunkIsTakenAtOnceAndAClosedOneNever() {
        take(Clock.systemUTC()).close();
        try (ChunkLease next = take(Clock.systemUTC())) {
            next.awaitHeld();
            imports.closeChunk(CHUNK, Counts.NONE);
        }
        assertEquals(Optional.empty(), ChunkLease.take(imports, CHUNK,
                new Patience(Clock.systemUTC(), Instant.now().plus(Duration.ofSeconds(5)))));
    }
}
