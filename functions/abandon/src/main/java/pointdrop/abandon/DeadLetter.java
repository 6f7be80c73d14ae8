package pointdrop.abandon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import pointdrop.closing.ChunkEvents;
import pointdrop.closing.EventFields;
import pointdrop.storage.ChunkRef;

/// Something that was delivered in vain as often as the platform does.
sealed interface DeadLetter {
    record Chunk(ChunkRef chunk) implements DeadLetter {}

    record Upload(pointdrop.storage.Upload upload) implements DeadLetter {}

    /// Reads a message of the dead-letter queue: the S3 event of a chunk as it stood in the queue before, or Lambda's record of
    /// an asynchronous invocation, which holds the S3 event of an upload (Lambda Developer Guide, "Capturing records of Lambda
    /// asynchronous invocations").
    ///
    /// @throws IllegalArgumentException for anything else
    static List<DeadLetter> in(EventFields message) {
        if (message.get(object(0, "key")).isEmpty()) {
            return ChunkEvents.chunks(message).stream().<DeadLetter>map(Chunk::new).toList();
        }
        return Stream.iterate(0, i -> message.get(object(i, "key")).isPresent(), i -> i + 1)
                .<DeadLetter>map(i -> new Upload(upload(message, i)))
                .toList();
    }

    private static pointdrop.storage.Upload upload(EventFields message, int i) {
        return new pointdrop.storage.Upload(required(message, record(i) + "/s3/bucket/name"),
                URLDecoder.decode(required(message, object(i, "key")), UTF_8),
                message.get(object(i, "versionId")).orElse(""),
                Instant.parse(required(message, record(i) + "/eventTime")));
    }

    private static String record(int i) {
        return "/requestPayload/Records/" + i;
    }

    private static String object(int i, String field) {
        return record(i) + "/s3/object/" + field;
    }

    private static String required(EventFields message, String pointer) {
        return message.get(pointer).orElseThrow(() -> new IllegalArgumentException("The event has no " + pointer));
    }
}
