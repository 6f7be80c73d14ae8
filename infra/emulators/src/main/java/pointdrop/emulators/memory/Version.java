package pointdrop.emulators.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One version of an object, or a delete marker.
///
/// @param id [#NULL] for what was put into a bucket without versions; others grow with time
/// @param time when it was put, or when its multipart upload began
/// @param stored null for a delete marker
record Version(String id, Instant time, @Nullable Content stored, Headers headers) {
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html
    static final String NULL = "null";

    /// What is kept beside the bytes.
    record Headers(String contentType, Map<String, String> metadata) {
        static final Headers NONE = new Headers("", Map.of());

        /// @param contentType null for none
        /// @param metadata of which S3 makes the names lower case
        static Headers of(@Nullable String contentType, Map<String, String> metadata) {
            Map<String, String> kept = new TreeMap<>();
            metadata.forEach((name, value) -> {
                if (!value.chars().allMatch(character -> character >= ' ' && character <= '~')) {
                    throw new UnsupportedOperationException(
                            "The simulation knows metadata in printable ASCII only, not " + value);
                }
                kept.put(name.toLowerCase(Locale.ROOT), value);
            });
            return new Headers(Objects.requireNonNullElse(contentType, "binary/octet-stream"),
                    Collections.unmodifiableMap(kept));
        }
    }

    boolean isDeleteMarker() {
        return stored == null;
    }

    /// Not of a delete marker.
    Content content() {
        return Objects.requireNonNull(stored);
    }

    /// As an answer tells it: there is no id in a bucket without versions.
    @Nullable
    String answeredId() {
        return id.equals(NULL) ? null : id;
    }

    /// S3 tells it in whole seconds.
    Instant lastModified() {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Versions with the id [#NULL] are older than any other: a bucket once versioned stays so.
    boolean isOlderThan(String other) {
        return !other.equals(NULL) && (id.equals(NULL) || id.compareTo(other) < 0);
    }
}
