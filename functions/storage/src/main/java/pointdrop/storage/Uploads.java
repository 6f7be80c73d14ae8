package pointdrop.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import pointdrop.domain.Sha256;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

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
    /// @param note metadata `note`: what its owner says of it, see [MetadataText]
    /// @param by metadata `by`: who put it, likewise
    /// @param repeat metadata `repeat=yes`: import it even if the same file was imported before
    /// @param review metadata `review`, any value but `no`: find out what the import would do, and wait for a request to start it
    /// @param replaced whether another version stands under its key now
    public record Details(long size, Optional<String> notifyAddress, Optional<String> note, Optional<String> by,
            boolean repeat, boolean review, boolean replaced) {}

    /// @throws NoSuchKeyException where this version has been deleted
    public Details details(Upload upload) {
        Optional<HeadObjectResponse> current = current(upload);
        Optional<HeadObjectResponse> own = current
                .filter(head -> upload.versionId().isEmpty() || upload.versionId().equals(head.versionId()));
        HeadObjectResponse head = own.orElseGet(() -> head(upload, version(upload)));
        Map<String, String> metadata = metadata(head);
        return new Details(head.contentLength(), Optional.ofNullable(metadata.get("notify")),
                MetadataText.of(metadata.get("note")), MetadataText.of(metadata.get("by")),
                "yes".equalsIgnoreCase(metadata.get("repeat")),
                !"no".equalsIgnoreCase(metadata.getOrDefault("review", "no")),
                current.isPresent() && own.isEmpty());
    }

    /// The metadata `by`; nothing also where this version has been deleted.
    public Optional<String> by(Upload upload) {
        try {
            return MetadataText.of(metadata(head(upload, version(upload))).get("by"));
        } catch (NoSuchKeyException deleted) {
            return Optional.empty();
        }
    }

    /// S3 stores names in small letters (S3 User Guide, "User-defined object metadata"); S3Mock stores them as the client writes the
    /// header, and many clients write capitals.
    private static Map<String, String> metadata(HeadObjectResponse head) {
        Map<String, String> metadata = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        metadata.putAll(head.metadata());
        return metadata;
    }

    /// What stands under the key now; nothing where it has been deleted, which leaves its versions.
    private Optional<HeadObjectResponse> current(Upload upload) {
        try {
            return Optional.of(head(upload, null));
        } catch (NoSuchKeyException deleted) {
            return Optional.empty();
        }
    }

    private HeadObjectResponse head(Upload upload, @Nullable String version) {
        return deadline.call(() -> s3
                .headObject(request -> request.bucket(upload.bucket()).key(upload.key()).versionId(version)));
    }

    /// The SHA-256 of the bytes of just this version, in hexadecimal.
    String sha256(Upload upload) {
        MessageDigest sha256 = Sha256.begin();
        try (InputStream bytes = new DigestInputStream(open(upload), sha256)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Sha256.hex(sha256);
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
