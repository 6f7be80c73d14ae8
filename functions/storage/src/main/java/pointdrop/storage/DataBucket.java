package pointdrop.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The data bucket: what Pointdrop writes about an import.
public final class DataBucket {
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String JSON = "application/json";
    static final String GZIP = "application/gzip";
    /// The object is another one now; another write of it is under way (S3 User Guide, "Conditional writes").
    private static final Set<Integer> REPLACED_MEANWHILE = Set.of(412, 409);

    private final S3Client s3;
    private final String bucket;
    private final Deadline deadline;

    public DataBucket(S3Client s3, String bucket, Deadline deadline) {
        this.s3 = s3;
        this.bucket = bucket;
        this.deadline = deadline;
    }

    /// The tag of the summary that an entry has now.
    Optional<String> summaryTag(HistoryEntry entry) {
        return find(summaryKey(entry)).map(HeadObjectResponse::eTag);
    }

    /// Writes a summary in place of the one that has the tag; where it is empty, of none.
    ///
    /// @return false where another one stands there now
    boolean putSummary(HistoryEntry entry, Optional<String> replaced) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(summaryKey(entry))
                .contentType(JSON);
        replaced.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        try {
            deadline.call(() -> s3.putObject(request.build(), RequestBody.fromBytes(SummaryJson.of(entry))));
            return true;
        } catch (S3Exception refused) {
            if (REPLACED_MEANWHILE.contains(refused.statusCode())) {
                return false;
            }
            throw refused;
        }
    }

    private static String summaryKey(HistoryEntry entry) {
        return "summaries/%s/%s.json".formatted(entry.shop(), entry.id());
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    /// Copies an object within the bucket; its bytes do not pass this function.
    void copy(String from, String to) {
        deadline.call(() -> s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(from)
                .destinationBucket(bucket)
                .destinationKey(to)));
    }

    private Optional<HeadObjectResponse> find(String key) {
        try {
            return Optional.of(deadline.call(() -> s3.headObject(request -> request.bucket(bucket).key(key))));
        } catch (NoSuchKeyException notYet) {
            return Optional.empty();
        }
    }

    public InputStream openChunk(ChunkRef chunk) {
        return open(chunk.chunkKey());
    }

    public void putOutcomes(ChunkRef chunk, Path file) {
        put(chunk.outcomesKey(), GZIP, file);
    }

    public InputStream openOutcomes(ChunkRef chunk) {
        return open(chunk.outcomesKey());
    }

    /// The same where it is not certain that there are such outcomes.
    public Optional<InputStream> findOutcomes(ChunkRef chunk) {
        try {
            return Optional.of(openOutcomes(chunk));
        } catch (NoSuchKeyException noneThere) {
            return Optional.empty();
        }
    }

    /// Begins the file of an export.
    public S3OutputStream createExport(HistoryEntry entry) {
        return create("exports/%s/%s.csv".formatted(entry.shop(), entry.id()));
    }

    /// Begins the error report of an import, or of its review.
    public S3OutputStream createReport(HistoryEntry entry, Stage stage) {
        return create(switch (stage) {
            case REVIEW -> entry.reviewReportKey();
            case IMPORT -> "reports/%s/%s/errors.csv".formatted(entry.shop(), entry.id());
        });
    }

    private S3OutputStream create(String key) {
        return new S3OutputStream(s3, bucket, key, CSV, deadline);
    }

    /// Writes the first rows of a review, for a page to show.
    public void putPreview(HistoryEntry entry, byte[] json) {
        deadline.call(() -> s3.putObject(request -> request.bucket(bucket)
                .key(entry.previewKey())
                .contentType(JSON), RequestBody.fromBytes(json)));
    }

    public InputStream openPreview(HistoryEntry entry) {
        return open(entry.previewKey());
    }

    /// The same where it may have expired.
    public Optional<InputStream> findPreview(HistoryEntry entry) {
        try {
            return Optional.of(openPreview(entry));
        } catch (NoSuchKeyException expired) {
            return Optional.empty();
        }
    }

    void put(String key, String contentType, Path file) {
        deadline.call(() -> s3.putObject(request -> request.bucket(bucket).key(key).contentType(contentType),
                RequestBody.fromFile(file)));
    }

    InputStream open(String key) {
        return deadline.call(() -> s3.getObject(request -> request.bucket(bucket).key(key)));
    }
}
