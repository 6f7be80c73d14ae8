package pointdrop.closing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.regex.Pattern;
import pointdrop.storage.ChunkRef;

/// Reads the S3 event in the body of a queue message.
public final class ChunkEvents {
    private static final Pattern OBJECT_KEY = Pattern.compile("/Records/\\d+/s3/object/key");

    private ChunkEvents() {}

    /// @param event S3's test event, sent when a notification is set up, has no records
    /// @return the chunks that were put
    /// @throws IllegalArgumentException for the key of an object that is not a chunk
    public static List<ChunkRef> chunks(EventFields event) {
        return event.matching(OBJECT_KEY).map(key -> ChunkRef.parse(URLDecoder.decode(key, UTF_8))).toList();
    }
}
