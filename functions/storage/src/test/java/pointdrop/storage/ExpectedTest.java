package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.Expected.Arrival;

@ClassTemplate
@ExtendWith(OnBoth.class)
class ExpectedTest {
    private static final String ID = "up_0123456789abcdefghij-_";
    private static final String KEY = "imports/demo/enroll/" + ID + "/a.csv";

    private TestStores testStores;
    private Expected expected;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.testStores = new TestStores(deployment);
        this.expected = testStores.stores().expected();
    }

    private static Arrival arrival(String key, String content, @Nullable String importId) {
        return new Arrival("demo", key, Instant.parse("2026-11-23T23:42:05Z"), content, importId);
    }

    private void arrives(String key) {
        Upload upload = new Upload("uploads", key, "v", Instant.EPOCH);
        expected.arrived(upload,
                HistoryEntry
                        .begin(HistoryEntry.Origin.of(upload, Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private static String importId(String key) {
        return new Upload("uploads", key, "v", Instant.EPOCH).id();
    }

    @Test
    void anIdIsNewAndPartOfAKey() {
        String id = expected.newId();

        assertTrue(Expected.isId(id), id);
        assertFalse(Expected.isId(id + "/"));
        assertFalse(id.equals(expected.newId()));
    }

    @Test
    void whatIsExpectedFirstStands() {
        Arrival first = arrival(KEY, "first", null);

        assertEquals(Optional.empty(), expected.expect(ID, first));
        assertEquals(Optional.of(first), expected.expect(ID, arrival(KEY, "second", null)));
        assertEquals(Optional.of(first), expected.find("demo", ID));
    }

    @Test
    void anIdThatIsNoLongerRememberedIsNew() {
        expected.expect(ID, arrival(KEY, "first", null));
        testStores.clock().advance(java.time.Duration.ofDays(8));

        Arrival second = arrival(KEY, "second", null);
        assertEquals(Optional.empty(), expected.expect(ID, second));
        assertEquals(Optional.of(second), expected.find("demo", ID));
    }

    @Test
    void anotherShopFindsNothing() {
        expected.expect(ID, arrival(KEY, "content", null));

        assertEquals(Optional.empty(), expected.find("other", ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "exports/demo/" + ID + ".json"})
    void whatArrivesIsFoundWithItsImport(String key) {
        expected.expect(ID, arrival(key, "content", null));

        arrives(key);
        arrives(key);

        assertEquals(Optional.of(arrival(key, "content", importId(key))), expected.find("demo", ID));
    }

    @Test
    void anotherKeyWithTheSameIdIsNotWhatIsExpected() {
        expected.expect(ID, arrival(KEY, "content", null));

        arrives("imports/demo/enroll/" + ID + "/b.csv");
        arrives("imports/other/enroll/" + ID + "/a.csv");

        assertEquals(Optional.of(arrival(KEY, "content", null)), expected.find("demo", ID));
    }

    @Test
    void whatIsNotExpectedLeavesNoTrace() {
        arrives(KEY);
        arrives("imports/demo/enroll/a.csv");

        assertEquals(0, testStores.tokenItems().size());
    }
}
