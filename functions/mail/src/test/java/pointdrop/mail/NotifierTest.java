package pointdrop.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Rejection;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;

@ExtendWith(InMemory.class)
class NotifierTest {
    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private ImportsTable imports;
    private Notifier notifier;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        Stores stores = Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()),
                Machine.withClock(clock));
        this.imports = stores.imports();
        this.notifier = Services.of(stores, deployment.aws().ses()).notifier();
    }

    private HistoryEntry rejected(@Nullable String notifyAddress) {
        HistoryEntry begun = imports.begin(
                new Origin(Kind.IMPORT, "demo", "1", "add-points", "f.csv", notifyAddress, clock.instant()));
        return imports.reject(begun, new Rejection(Rejection.Code.FILE_EMPTY, "The file is empty."));
    }

    private int mails() throws Exception {
        return deployment.mailsTo(deployment.contact()).size();
    }

    @Test
    void manyInvocationsAtOnceSendOneMail() throws Exception {
        HistoryEntry closed = rejected(null);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<@Nullable Void>> tells = IntStream.range(0, 5).<Callable<@Nullable Void>>mapToObj(_ -> () -> {
                notifier.tell(closed);
                return null;
            }).toList();
            for (Future<@Nullable Void> told : threads.invokeAll(tells)) {
                told.get();
            }
        }

        assertEquals(1, mails());
        assertTrue(imports.get("demo", "1").ending().mailSent());
    }

    @Test
    void theMailThatACrashedFunctionClaimedIsSentAfterItsClaim() throws Exception {
        HistoryEntry closed = rejected(null);
        assertTrue(imports.claimMail(closed, "crashed", Notifier.CLAIM));
        clock.advance(Notifier.CLAIM.minusMillis(500));
        Instant over = clock.instant().plusMillis(400);

        notifier.tell(closed);

        assertTrue(clock.instant().isAfter(over));
        assertEquals(1, mails());
    }

    @Test
    void anAddressThatTheShopDoesNotAllowGetsNothing() throws Exception {
        notifier.tell(rejected("thief@elsewhere.example"));

        assertEquals(0, deployment.mailsTo("thief@elsewhere.example").size());
        assertEquals(1, mails());
    }
}
