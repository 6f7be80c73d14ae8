package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;

@Timeout(60)
class UploadTriggerTest {
    private static final Template TEMPLATE = Template.ofProject("stack");

    private static List<StoredObject> aThousand() {
        return IntStream.range(0, 1000)
                .mapToObj(file -> new StoredObject("uploads", "imports/demo/enroll/" + file + ".csv", "", "etag", 1,
                        Instant.EPOCH))
                .toList();
    }

    @Test
    void ofAThousandFilesAtOnceAllFunctionsTakeTenAtATimeAndEachOnce(@TempDir Path folder) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        CountDownLatch ended = new CountDownLatch(1000);
        CountDownLatch tooMany = new CountDownLatch(AsynchronousCalls.CONCURRENCY + 1);
        LocalHttpApi.Function function = event -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            tooMany.countDown();
            waitForOneMore(tooMany);
            running.decrementAndGet();
            delivered.add(event);
            ended.countDown();
            return "null";
        };

        // Closed once every delivery is in the journal.
        try (ExecutorService deliveries = AsynchronousCalls.deliveries()) {
            Journal journal = new Journal(folder.resolve("noticed"));
            List<UploadTrigger> triggers = Stream.of("ValidateFunction", "RequestFunction")
                    .map(TEMPLATE::function)
                    .map(declared -> new AsynchronousCalls(declared, function, Duration.ZERO, _ -> {}, deliveries))
                    .map(calls -> new UploadTrigger(calls, journal, _ -> false))
                    .toList();
            aThousand().forEach(file -> triggers.get(file.key().hashCode() & 1).accept(file));
            assertTrue(ended.await(50, TimeUnit.SECONDS));
        }

        assertEquals(AsynchronousCalls.CONCURRENCY, most.get());
        assertEquals(1000, delivered.size());
    }

    /// The first calls last until there is one too many of them, or none has come for a while.
    private static void waitForOneMore(CountDownLatch tooMany) {
        try {
            tooMany.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
