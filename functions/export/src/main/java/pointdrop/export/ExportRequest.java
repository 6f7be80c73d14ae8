package pointdrop.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import pointdrop.domain.EmailAddress;

/// Reads what a request for an export says: `{"email": "name@example.com"}`. Other fields are ignored.
final class ExportRequest {
    private static final JsonFactory JSON = new JsonFactory();
    /// Far above any request; what is longer is none.
    private static final int MAX_BYTES = 64 * 1024;

    private ExportRequest() {}

    /// @return the address to mail to, or nothing where the request does not say one
    static Optional<String> recipient(InputStream request) throws IOException {
        Optional<String> address = Optional.empty();
        try (JsonParser json = JSON.createParser(request.readNBytes(MAX_BYTES))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isEmail = json.currentName().equals("email");
                if (json.nextToken() == JsonToken.VALUE_STRING && isEmail) {
                    address = EmailAddress.parse(json.getText()).map(EmailAddress::value);
                }
                json.skipChildren();
            }
            return address;
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }
}
