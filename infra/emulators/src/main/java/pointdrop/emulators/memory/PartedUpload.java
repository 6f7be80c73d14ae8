package pointdrop.emulators.memory;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// A multipart upload. A completed one is remembered, since S3 answers the same completion again:
/// https://github.com/adobe/S3Mock/issues/2586 and https://github.com/minio/minio/issues/13318 show it of AWS. They do not say
/// for how long; here it is for ever.
final class PartedUpload {
    private final String id;
    private final String key;
    private final Instant begun;
    private final Version.Headers headers;
    private final NavigableMap<Integer, Content> parts = new TreeMap<>();
    private @Nullable Completion completion;

    /// What was asked for and answered.
    private record Completion(List<CompletedPart> parts, CompleteMultipartUploadResponse answer) {}

    PartedUpload(String id, String key, Instant begun, Version.Headers headers) {
        this.id = id;
        this.key = key;
        this.begun = begun;
        this.headers = headers;
    }

    /// Also the version id that its object gets.
    String id() {
        return id;
    }

    String key() {
        return key;
    }

    Instant begun() {
        return begun;
    }

    Version.Headers headers() {
        return headers;
    }

    Optional<Content> part(int number) {
        return Optional.ofNullable(parts.get(number));
    }

    void put(int number, Content part) {
        parts.put(number, part);
    }

    boolean isCompleted() {
        return completion != null;
    }

    void complete(List<CompletedPart> completed, CompleteMultipartUploadResponse answer) {
        completion = new Completion(completed, answer);
        parts.clear();
    }

    /// @return what was answered to the same completion before
    Optional<CompleteMultipartUploadResponse> answerTo(List<CompletedPart> asked) {
        return Optional.ofNullable(completion).filter(before -> before.parts().equals(asked)).map(Completion::answer);
    }
}
