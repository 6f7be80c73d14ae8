package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;

@ClassTemplate
@ExtendWith(OnBoth.class)
class LastImportedTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private LastImported lastImported;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.lastImported = new TestStores(deployment).stores().lastImported();
    }

    private static Upload upload(String key, Instant time) {
        return new Upload("uploads", key, "v", time);
    }

    @Test
    void theNewestUploadOfAKeyIsRememberedInWhateverOrderTheyAreRecorded() {
        String key = "imports/demo/enroll/" + "x".repeat(1024 - 20);
        lastImported.put(upload(key, NOON), "first");
        lastImported.put(upload(key, NOON), "first");
        lastImported.put(upload(key, NOON.plusMillis(2)), "third");
        lastImported.put(upload(key, NOON.plusMillis(1)), "second");

        assertEquals(Optional.of("third"), lastImported.sha256(upload(key, NOON)));
        assertEquals(Optional.empty(), lastImported.sha256(upload("imports/demo/enroll/a.csv", NOON)));
    }
}
