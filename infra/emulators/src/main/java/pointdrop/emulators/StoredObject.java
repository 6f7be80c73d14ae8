package pointdrop.emulators;

import java.time.Instant;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// One version of an object in a bucket.
///
/// @param version the version id; empty in a bucket without versions
/// @param time when it was put
public record StoredObject(String bucket, String key, String version, String etag, long size, Instant time) {
    /// @param listed as `ListObjectVersions` lists it
    public static StoredObject of(String bucket, ObjectVersion listed) {
        String version = Objects.requireNonNullElse(listed.versionId(), "");
        return new StoredObject(bucket, listed.key(), version.equals("null") ? "" : version,
                listed.eTag().replace("\"", ""), listed.size(), listed.lastModified());
    }

    /// A text that differs from that of any other object or version.
    public String identity() {
        return String.join(" ", bucket, version, etag, time.toString(), key.replace("\n", "%0A"));
    }
}
