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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.EarlierUploads.Content;

@ClassTemplate
@ExtendWith(OnBoth.class)
class EarlierUploadsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T23:42:05Z");

    private static final Content ABC = new Content("demo", "add-points", "abc");

    private EarlierUploads uploads;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.uploads = new TestStores(deployment).stores().earlierUploads();
    }

    private Optional<String> claim(String importId, Instant time, boolean repeat) {
        return claim(importId, time, _ -> repeat);
    }

    private Optional<String> claim(String importId, Instant time, Predicate<String> givesWay) {
        return uploads.claim(ABC, importId, time, givesWay);
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
        assertEquals(Optional.empty(), claim("second", NOW.plusSeconds(1), true));
        assertEquals(Optional.of("second"), claim("third", NOW.plusSeconds(2), false));
    }

    @Test
    void eachShopActionAndFileIsClaimedApart() {
        claim("first", NOW, false);
        assertEquals(Optional.empty(), uploads.claim(new Content("other", "add-points", "abc"), "2", NOW, _ -> false));
        assertEquals(Optional.empty(), uploads.claim(new Content("demo", "reset-points", "abc"), "2", NOW, _ -> false));
        assertEquals(Optional.empty(), uploads.claim(new Content("demo", "add-points", "abd"), "2", NOW, _ -> false));
    }

    @Test
    void aFileIsLetInOnlyWhereEveryImportThatHadItGivesWay() {
        claim("applied", NOW, false);
        claim("repeated", NOW.plusSeconds(1), true);
        Predicate<String> failed = "repeated"::equals;

        assertEquals(Optional.of("applied"), claim("third", NOW.plusSeconds(2), failed));
        assertEquals(Optional.of("applied"), claim("third", NOW.plus(Duration.ofDays(7)).minusSeconds(1), failed));
        assertEquals(Optional.empty(), claim("third", NOW.plus(Duration.ofDays(7)), failed));
    }

    @Test
    void anImportThatHadTheFileOnceMayGoOn() {
        claim("first", NOW, false);
        claim("second", NOW.plusSeconds(1), true);

        assertEquals(Optional.empty(), claim("first", NOW, false));
        assertEquals(Optional.of("second"), claim("third", NOW.plusSeconds(2), false));
    }

    @Test
    void ofUploadsAtTheSameTimeOneClaimsTheFile() throws Exception {
        oneClaims(_ -> false);
    }

    @Test
    void ofUploadsAfterAFailedOneOneClaimsTheFile() throws Exception {
        claim("failed", NOW, false);

        oneClaims("failed"::equals);
    }

    private void oneClaims(Predicate<String> givesWay) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<String>>> claims = IntStream.range(0, 8)
                    .<Callable<Optional<String>>>mapToObj(i -> () -> claim("import" + i, NOW, givesWay))
                    .toList();
            int winners = 0;
            for (Future<Optional<String>> claim : threads.invokeAll(claims)) {
                winners += claim.get().isEmpty() ? 1 : 0;
            }
            assertEquals(1, winners);
        }
    }
}
