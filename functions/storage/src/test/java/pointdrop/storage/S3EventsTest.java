package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pointdrop.emulators.Events.PRINCIPAL;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.Events;
import pointdrop.emulators.StoredObject;

class S3EventsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final StoredObject OBJECT = new StoredObject("uploads", "imports/demo/enroll/a b.csv", "v", "etag",
            1, NOON);

    @Test
    void anEventSaysWhetherItsObjectWasCopied() {
        assertEquals(List.of(new Upload("uploads", OBJECT.key(), "v", NOON, false, PRINCIPAL)),
                S3Events.uploads(Events.s3(OBJECT)));
        assertEquals(List.of(new Upload("uploads", OBJECT.key(), "v", NOON, true, PRINCIPAL)),
                S3Events.uploads(Events.copy(OBJECT)));
    }

    /// As a function gets the event, and as it stands in a message.
    @Test
    void anEventSaysWhoPutItsObjectWhereItNamesSomebody() {
        String named = Events.s3(OBJECT);
        String nobody = named.replace("\"userIdentity\"", "\"other\"");
        assertNotEquals(named, nobody);

        assertEquals(PRINCIPAL, S3Events.uploads(named).getFirst().principal());
        assertEquals(PRINCIPAL, S3Events.uploads(Events.read(S3Event.class, named)).getFirst().principal());
        assertNull(S3Events.uploads(nobody).getFirst().principal());
        assertNull(S3Events.uploads(Events.read(S3Event.class, nobody)).getFirst().principal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Records\": []}",
            "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Time\": \"2026-11-23T12:00:00Z\"}"})
    void theTestEventAndEventsWithoutRecordsNameNoObject(String event) {
        assertEquals(List.of(), S3Events.keys(event));
        assertEquals(List.of(), S3Events.uploads(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello", "null", "[]", "7", "\"text\"", "{}", "{\"detail-type\": \"Object Created\"}",
            "{\"Records\": 1}", "{\"Records\": [1]}", "{\"Records\": [{}]}", "{\"Records\": [{\"body\": \"{}\"}]}",
            "{\"Records\": [{\"eventSource\": \"aws:s3\", \"s3\": {\"bucket\": {\"name\": \"a\"}}}]}",
            "{\"Type\": \"Notification\", \"Message\": \"{}\"}", "{\"Event\": \"s3:OtherEvent\"}",
            "{\"version\": \"1.0\", \"requestContext\": {}, \"requestPayload\": {\"Records\": []}}"})
    void whatIsNoEventOfS3IsAnError(String body) {
        assertThrows(IllegalArgumentException.class, () -> S3Events.keys(body));
        assertThrows(IllegalArgumentException.class, () -> S3Events.uploads(body));
    }
}
