package pointdrop.storage;

import java.io.InputStream;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// The uploads bucket. Functions read it and never write to it, so that none can trigger itself.
public final class Uploads {
    private final S3Client s3;
    private final Deadline deadline;

    public Uploads(S3Client s3, Deadline deadline) {
        this.s3 = s3;
        this.deadline = deadline;
    }

    /// What is known of an upload before it is read.
    ///
    /// @param size bytes
    /// @param notifyAddress metadata `notify`: the address to mail to
    /// @param repeat metadata `repeat=yes`: import it even if the same file was imported before
    public record Details(long size, Optional<String> notifyAddress, boolean repeat) {}

    /// @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException where it has been deleted
    public Details details(Upload upload) {
        HeadObjectResponse head = deadline.call(() -> s3.headObject(
                request -> request.bucket(upload.bucket()).key(upload.key()).versionId(version(upload))));
        return new Details(head.contentLength(), Optional.ofNullable(head.metadata().get("notify")),
                "yes".equalsIgnoreCase(head.metadata().get("repeat")));
    }

    /// The bytes of just this version.
    public InputStream open(Upload upload) {
        return new UploadInputStream(s3, GetObjectRequest.builder()
                .bucket(upload.bucket())
                .key(upload.key())
                .versionId(version(upload))
                .build(), deadline);
    }

    private static @Nullable String version(Upload upload) {
        return upload.versionId().isEmpty() ? null : upload.versionId();
    }
}
