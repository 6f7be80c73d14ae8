package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImportIdTest {
    private static final Instant TIME = Instant.parse("2026-11-23T23:42:05.678Z");

    @Test
    void theSameEventGivesTheSameIdAndAnyOtherEventAnother() {
        String id = ImportId.of("uploads", "imports/demo/enroll/a.csv", "v1", TIME);

        assertTrue(id.matches("20261123T234205Z-[0-9a-f]{10}"), id);
        assertEquals(id, ImportId.of("uploads", "imports/demo/enroll/a.csv", "v1", TIME));
        assertNotEquals(id, ImportId.of("uploads", "imports/demo/enroll/a.csv", "v2", TIME));
        assertNotEquals(id, ImportId.of("uploads", "imports/demo/enroll/b.csv", "v1", TIME));
        assertNotEquals(id, ImportId.of("uploads", "imports/demo/enroll/a.csv", "v1", TIME.plusMillis(1)));
    }

    @Test
    void idsSortByTime() {
        String earlier = ImportId.of("uploads", "z", "v", TIME);
        String later = ImportId.of("uploads", "a", "v", TIME.plusMillis(1));
        assertTrue(earlier.compareTo(later) < 0);
        assertTrue(later.compareTo(ImportId.of("uploads", "a", "v", TIME.plusSeconds(1))) < 0);
    }
}
