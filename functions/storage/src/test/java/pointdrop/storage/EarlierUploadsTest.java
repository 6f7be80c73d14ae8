package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;

@ClassTemplate
@ExtendWith(OnBoth.class)
class EarlierUploadsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T23:42:05Z");

    private EarlierUploads uploads;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.uploads = new TestStores(deployment).stores().earlierUploads();
    }

    private Optional<String> claim(String importId, Instant time, boolean repeat) {
        return uploads.claim("demo", "add-points", "abc", importId, time, repeat);
    }

    @Test
    void theFirstImportClaimsAFileForSevenDays() {
        assertEquals(Optional.empty(), claim("first", NOW, false));
        assertEquals(Optional.empty(), claim("first", NOW, false));
        assertEquals(Optional.of("first"), claim("second", NOW.plus(Duration.ofDays(7)).minusSeconds(1), false));
        assertEquals(Optional.empty(), claim("third", NOW.plus(Duration.ofDays(7)), false));
        assertEquals(Optional.of("third"), claim("fourth", NOW.plus(Duration.ofDays(7)), false));
    }

    @Test
    void anImportWithRepeatTakesThemOver() {
        claim("first", NOW, false);
        assertEquals(Optional.empty(), claim("second", NOW, true));
        assertEquals(Optional.of("second"), claim("third", NOW, false));
    }

    @Test
    void eachShopActionAndFileIsClaimedApart() {
        claim("first", NOW, false);
        assertEquals(Optional.empty(), uploads.claim("other", "add-points", "abc", "second", NOW, false));
        assertEquals(Optional.empty(), uploads.claim("demo", "reset-points", "abc", "second", NOW, false));
        assertEquals(Optional.empty(), uploads.claim("demo", "add-points", "abd", "second", NOW, false));
    }

    @Test
    void ofUploadsAtTheSameTimeOneClaimsTheFile() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<String>>> claims = IntStream.range(0, 8)
                    .<Callable<Optional<String>>>mapToObj(i -> () -> claim("import" + i, NOW, false))
                    .toList();
            int winners = 0;
            for (Future<Optional<String>> claim : threads.invokeAll(claims)) {
                winners += claim.get().isEmpty() ? 1 : 0;
            }
            assertEquals(1, winners);
        }
    }
}
