package pointdrop.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import pointdrop.storage.ChunkRef;

/// Reads the S3 event in the body of a queue message.
final class ChunkEvents {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern OBJECT_KEY = Pattern.compile("/Records/\\d+/s3/object/key");

    private ChunkEvents() {}

    /// @param body the event as JSON; S3's test event, sent when a notification is set up, has no records
    /// @return the chunks that were put
    /// @throws IllegalArgumentException for a body that is not JSON, or the key of an object that is not a chunk
    static List<ChunkRef> parse(String body) {
        List<ChunkRef> chunks = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && isObjectKey(json)) {
                    chunks.add(ChunkRef.parse(URLDecoder.decode(json.getText(), UTF_8)));
                }
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("The message is not an S3 event: " + body, notJson);
        }
        return chunks;
    }

    private static boolean isObjectKey(JsonParser json) {
        return OBJECT_KEY.matcher(json.getParsingContext().pathAsPointer().toString()).matches();
    }
}
