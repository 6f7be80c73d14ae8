package pointdrop.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import pointdrop.csv.Delimiter;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;

/// What a request for an export says: `{"email": "name@example.com", "delimiter": ";"}`. Other fields are ignored.
///
/// @param recipient the address to mail to, or nothing where the request does not say one
/// @param delimiter what it says, or nothing where it asks for one that is not known
record ExportRequest(Optional<String> recipient, Optional<Delimiter> delimiter) {
    /// Far above any request; a longer one is malformed.
    private static final int MAX_BYTES = 64 * 1024;

    static ExportRequest read(InputStream request) throws IOException {
        byte[] json = request.readNBytes(MAX_BYTES);
        try {
            Map<String, Object> fields = JSON.std.mapFrom(json);
            return new ExportRequest(
                    fields.get("email") instanceof String email
                            ? EmailAddress.parse(email).map(EmailAddress::value)
                            : Optional.empty(),
                    fields.containsKey("delimiter")
                            ? Delimiter.named(String.valueOf(fields.get("delimiter")))
                            : Optional.of(Delimiter.COMMA));
        } catch (JsonProcessingException malformed) {
            return new ExportRequest(Optional.empty(), Optional.empty());
        }
    }

    /// @throws pointdrop.domain.FileRejected where it asks for one that is not known
    Delimiter requiredDelimiter() {
        return delimiter.orElseThrow(() -> Rejection.because(Code.REQUEST_INVALID,
                "The request asks for a delimiter that is not known. Write \"delimiter\": \",\", \";\" or \"tab\" into it, or leave "
                        + "that out, and drop it again."));
    }
}
