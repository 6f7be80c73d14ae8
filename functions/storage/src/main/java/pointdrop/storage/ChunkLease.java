package pointdrop.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The right to work on one chunk. Two deliveries of a chunk that worked side by side could see a customer at different times
/// and tell different outcomes of a row, one of them of a write that it did not make. The right is renewed while its holder
/// lives and is over soon after it died.
public final class ChunkLease implements AutoCloseable {
    /// How long the next delivery waits for a dead one.
    static final Duration LENGTH = Duration.ofSeconds(20);
    /// No call is begun later than this before the end: more than a call may take, see [Clients#LONGEST_CALL], and clocks differ.
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ImportsTable imports;
    private final ChunkRef chunk;
    private final Patience patience;
    private final String holder = UUID.randomUUID().toString();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Instant until;
    private volatile boolean lost;

    private ChunkLease(ImportsTable imports, ChunkRef chunk, Patience patience) {
        this.imports = imports;
        this.chunk = chunk;
        this.patience = patience;
        this.until = clock().instant();
    }

    /// Waits until nobody else works on the chunk.
    ///
    /// @return nothing where the chunk is closed
    /// @throws IllegalStateException at the deadline
    public static Optional<ChunkLease> take(ImportsTable imports, ChunkRef chunk, Patience patience) {
        ChunkLease lease = new ChunkLease(imports, chunk, patience);
        while (imports.get(chunk.shop(), chunk.importId()).pendingChunks().contains(chunk.number())) {
            Instant now = lease.clock().instant();
            if (imports.takeLease(chunk, lease.holder, now, now.plus(LENGTH))) {
                lease.until = now.plus(LENGTH);
                Thread.ofVirtual().name("renew-lease").start(lease::renew);
                return Optional.of(lease);
            }
            lease.pause("another delivery works on the chunk");
        }
        return Optional.empty();
    }

    private Clock clock() {
        return patience.clock();
    }

    private void renew() {
        try {
            while (!lost && !closed.await(RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                Instant next = clock().instant().plus(LENGTH);
                if (imports.renewLease(chunk, holder, next)) {
                    until = next;
                } else {
                    lost = true;
                }
            }
        } catch (InterruptedException | RuntimeException notRenewed) {
            lost = true;
        }
    }

    /// Returns while the right lasts for one more call; waits where its renewal is late.
    ///
    /// @throws IllegalStateException where somebody else may have the right
    public void awaitHeld() {
        while (lost || !clock().instant().isBefore(until.minus(MARGIN))) {
            if (lost) {
                throw new IllegalStateException("Another delivery works on " + chunk);
            }
            pause("the right to the chunk is not renewed");
        }
    }

    private void pause(String why) {
        if (!clock().instant().isBefore(patience.deadline())) {
            throw new IllegalStateException("Out of time while " + why + ": " + chunk);
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + why, stopped);
        }
    }

    /// Ends the right, so that the next delivery need not wait.
    @Override
    public void close() {
        closed.countDown();
        if (!lost) {
            imports.releaseLease(chunk, holder);
        }
    }
}
