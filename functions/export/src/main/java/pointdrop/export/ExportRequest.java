package pointdrop.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import pointdrop.domain.EmailAddress;

/// Reads what a request for an export says: `{"email": "name@example.com"}`. Other fields are ignored.
final class ExportRequest {
    /// Far above any request; a longer one is malformed.
    private static final int MAX_BYTES = 64 * 1024;

    private ExportRequest() {}

    /// @return the address to mail to, or nothing where the request does not say one
    static Optional<String> recipient(InputStream request) throws IOException {
        byte[] json = request.readNBytes(MAX_BYTES);
        try {
            return JSON.std.mapFrom(json).get("email") instanceof String email
                    ? EmailAddress.parse(email).map(EmailAddress::value)
                    : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }
}
