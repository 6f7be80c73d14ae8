package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Remembers which files a shop has imported, by their bytes, so that none is imported twice by accident. Each is one object
/// `digests/{shop}/{action}/{sha256}` in the data bucket that holds the id of its import; conditional puts let one of
/// several uploads at the same time win.
public final class EarlierUploads {
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String TIME = "time";
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private final S3Client s3;
    private final String bucket;

    public EarlierUploads(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /// Takes the bytes for an import. Safe to repeat for the same import.
    ///
    /// @param sha256 of the file, in hexadecimal
    /// @param repeat take them whoever had them
    /// @return the id of the import of the last seven days that has them already, or nothing
    public Optional<String> claim(String shop, String action, String sha256, String importId, Instant time,
            boolean repeat) {
        String key = "digests/%s/%s/%s".formatted(shop, action, sha256);
        @Nullable
        Claim earlier = null;
        while (!put(key, importId, time, earlier)) {
            earlier = read(key);
            if (earlier.importId().equals(importId)) {
                return Optional.empty();
            }
            if (!repeat && earlier.time().isAfter(time.minus(REMEMBERED))) {
                return Optional.of(earlier.importId());
            }
        }
        return Optional.empty();
    }

    private record Claim(String importId, Instant time, String etag) {}

    /// @param earlier the claim to replace; null to make the first one
    /// @return false where somebody else was faster
    private boolean put(String key, String importId, Instant time, @Nullable Claim earlier) {
        try {
            s3.putObject(request -> {
                request.bucket(bucket).key(key).metadata(java.util.Map.of(TIME, time.toString()));
                if (earlier == null) {
                    request.ifNoneMatch("*");
                } else {
                    request.ifMatch(earlier.etag());
                }
            }, RequestBody.fromString(importId));
            return true;
        } catch (S3Exception refused) {
            if (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    private Claim read(String key) {
        var object = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
        return new Claim(object.asUtf8String(), Instant.parse(object.response().metadata().get(TIME)),
                object.response().eTag());
    }
}
