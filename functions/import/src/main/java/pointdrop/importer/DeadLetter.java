package pointdrop.importer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.Log;
import pointdrop.storage.NotAnEvent;
import pointdrop.storage.Request;
import pointdrop.storage.S3Events;
import pointdrop.storage.Stores;

/// A chunk, an upload or a request that is given up: the platform has delivered it as often as it does, and each delivery failed.
sealed interface DeadLetter {
    /// That log with what the letter is about.
    Log about(Log log);

    /// Whether it is of the buckets of this deployment.
    boolean isOf(Stores stores);

    record Chunk(ChunkRef chunk) implements DeadLetter {
        @Override
        public Log about(Log log) {
            return log.about(chunk);
        }

        @Override
        public boolean isOf(Stores stores) {
            return true;
        }
    }

    record Upload(pointdrop.storage.Upload upload) implements DeadLetter {
        @Override
        public Log about(Log log) {
            return log.about(upload);
        }

        @Override
        public boolean isOf(Stores stores) {
            return stores.owns(upload);
        }
    }

    record Asked(pointdrop.storage.Upload request) implements DeadLetter {
        static DeadLetter of(pointdrop.storage.Upload upload) {
            return Request.isRequest(upload) ? new Asked(upload) : new Upload(upload);
        }

        @Override
        public Log about(Log log) {
            return log.about(Request.of(request, Optional.empty()));
        }

        @Override
        public boolean isOf(Stores stores) {
            return stores.owns(request);
        }
    }

    /// Reads a message of the dead-letter queue: the S3 event of a chunk as it stood in the queue before, or Lambda's record of
    /// an asynchronous invocation, whose `requestPayload` is the S3 event of an upload (Lambda Developer Guide, "Capturing
    /// records of Lambda asynchronous invocations").
    ///
    /// @throws NotAnEvent for what is not JSON, or an object that is not a chunk
    static List<DeadLetter> in(String message) {
        try {
            @Nullable
            Map<String, Object> fields = JSON.std.mapFrom(message);
            if (fields == null) {
                throw new NotAnEvent("The message is not an event", null);
            }
            Object payload = fields.get("requestPayload");
            return payload == null
                    ? S3Events.keys(message).stream().<DeadLetter>map(key -> new Chunk(ChunkRef.parse(key))).toList()
                    : S3Events.uploads(JSON.std.asString(payload)).stream().map(Asked::of).toList();
        } catch (IOException notJson) {
            throw new NotAnEvent("The message is not an event", notJson);
        }
    }
}
