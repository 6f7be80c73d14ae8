package pointdrop.storage;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Drops objects into the uploads bucket, as an S3 client does. No function that S3 triggers may do so.
public final class Drops {
    private static final String JSON = "application/json";
    /// There is one; one is being written (S3 User Guide, "Conditional writes").
    private static final Set<Integer> IS_THERE = Set.of(412, 409);

    private final S3Client s3;
    private final String bucket;
    private final Deadline deadline;

    Drops(S3Client s3, String bucket, Deadline deadline) {
        this.s3 = s3;
        this.bucket = bucket;
        this.deadline = deadline;
    }

    public boolean isThere(String key) {
        try {
            deadline.call(() -> s3.headObject(request -> request.bucket(bucket).key(key)));
            return true;
        } catch (NoSuchKeyException notYet) {
            return false;
        }
    }

    /// @param by who asks for it, as metadata
    public void put(String key, String content, String by) {
        put(object(key, by).build(), content);
    }

    /// The same unless there is such an object.
    public void putIfAbsent(String key, String content, String by) {
        try {
            put(object(key, by).ifNoneMatch("*").build(), content);
        } catch (S3Exception refused) {
            if (!IS_THERE.contains(refused.statusCode())) {
                throw refused;
            }
        }
    }

    private PutObjectRequest.Builder object(String key, String by) {
        return PutObjectRequest.builder().bucket(bucket).key(key).contentType(JSON).metadata(Map.of("by", by));
    }

    private void put(PutObjectRequest request, String content) {
        deadline.call(() -> s3.putObject(request, RequestBody.fromString(content)));
    }
}
