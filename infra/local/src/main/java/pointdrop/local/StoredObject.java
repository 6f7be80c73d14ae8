package pointdrop.local;

import java.time.Instant;

/// One version of an object in a bucket.
///
/// @param version the version id; empty in a bucket without versions
/// @param time when it was put
record StoredObject(String bucket, String key, String version, String etag, long size, Instant time) {
    /// Tells it from any other that was ever put.
    String identity() {
        return String.join(" ", bucket, version, etag, time.toString(), key.replace("\n", "%0A"));
    }
}
