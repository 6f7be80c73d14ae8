package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pointdrop.emulators.Events;
import pointdrop.emulators.StoredObject;

class LocalQueueTest {
    @Test
    void aMessageOutlivesTheProcessUntilItIsDeleted(@TempDir Path folder) throws Exception {
        LocalQueue queue = new LocalQueue("Queue", folder);
        queue.send("kept");
        queue.send("deleted");
        LocalQueue.Message kept = queue.receive();
        queue.delete(queue.receive());

        LocalQueue.Message again = new LocalQueue("Queue", folder).receive();

        assertEquals("kept 1", kept.body() + " " + kept.receiveCount());
        assertEquals(kept, again);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aMessageIsNamedByItsChunk() {
        String event = Events.s3(new StoredObject("data", "chunks/demo/1/0.csv.gz", "", "etag", 1, Instant.EPOCH));

        assertEquals("chunks/demo/1/0.csv.gz", new LocalQueue.Message("7", event, 1).subject());
        assertEquals("Message 7", new LocalQueue.Message("7", "{}", 1).subject());
    }

    @Test
    void aReleasedMessageCountsItsDeliveries(@TempDir Path folder) throws Exception {
        LocalQueue queue = new LocalQueue("Queue", folder);
        queue.send("body");
        queue.release(queue.receive());

        assertEquals(2, queue.receive().receiveCount());
    }
}
