package pointdrop.closing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The values in a JSON event by where they stand, as JSON Pointers of RFC 6901: `/Records/0/s3/object/key`.
public record EventFields(Map<String, String> values) {
    private static final JsonFactory JSON = new JsonFactory();

    /// @throws IllegalArgumentException for what is not JSON
    public static EventFields of(String event) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(event)) {
            while (json.nextToken() != null) {
                if (json.currentToken().isScalarValue()) {
                    values.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
                }
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("The message is not an event: " + event, notJson);
        }
        return new EventFields(values);
    }

    public Optional<String> get(String pointer) {
        return Optional.ofNullable(values.get(pointer));
    }

    /// In the order of the event.
    Stream<String> matching(Pattern pointers) {
        return values.entrySet()
                .stream()
                .filter(field -> pointers.matcher(field.getKey()).matches())
                .map(Map.Entry::getValue);
    }
}
