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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;

@Timeout(60)
class UploadTriggerTest {
    private static final Template.Function VALIDATE = Template.ofProject("stack")
            .functions()
            .stream()
            .filter(function -> function.id().equals("ValidateFunction"))
            .findFirst()
            .orElseThrow();

    private static List<StoredObject> aThousand() {
        return IntStream.range(0, 1000)
                .mapToObj(file -> new StoredObject("uploads", "imports/demo/enroll/" + file + ".csv", "", "etag", 1,
                        Instant.EPOCH))
                .toList();
    }

    @Test
    void ofAThousandFilesAtOnceTenAreDeliveredAtATimeAndEachOnce(@TempDir Path folder) throws Exception {
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

        try (AsynchronousCalls calls = new AsynchronousCalls(VALIDATE, function, Duration.ZERO, _ -> {})) {
            aThousand().forEach(new UploadTrigger(calls, new Journal(folder.resolve("noticed")), _ -> false));
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
