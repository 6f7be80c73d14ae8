package pointdrop.storage;

import java.io.InputStream;
import java.nio.file.Path;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The data bucket: what Pointdrop writes about an import.
public final class DataBucket {
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String GZIP = "application/gzip";

    private final S3Client s3;
    private final String bucket;
    private final Deadline deadline;

    public DataBucket(S3Client s3, String bucket, Deadline deadline) {
        this.s3 = s3;
        this.bucket = bucket;
        this.deadline = deadline;
    }

    public void putSummary(HistoryEntry entry) {
        put("summaries/%s/%s.json".formatted(entry.shop(), entry.id()), "application/json",
                RequestBody.fromBytes(SummaryJson.of(entry)));
    }

    /// Releases a chunk: putting its object triggers its import.
    public void putChunk(ChunkRef chunk, Path file) {
        put(chunk.chunkKey(), GZIP, RequestBody.fromFile(file));
    }

    /// Whether a chunk was released before.
    public boolean hasChunk(ChunkRef chunk) {
        try {
            deadline.call(() -> s3.headObject(request -> request.bucket(bucket).key(chunk.chunkKey())));
            return true;
        } catch (NoSuchKeyException notYet) {
            return false;
        }
    }

    public InputStream openChunk(ChunkRef chunk) {
        return open(chunk.chunkKey());
    }

    public void putOutcomes(ChunkRef chunk, Path file) {
        put(chunk.outcomesKey(), GZIP, RequestBody.fromFile(file));
    }

    public InputStream openOutcomes(ChunkRef chunk) {
        return open(chunk.outcomesKey());
    }

    /// Begins the file of an entry: the error report of an import, or the customers of an export.
    public S3OutputStream createFile(HistoryEntry entry) {
        String key = switch (entry.origin().kind()) {
            case IMPORT -> "reports/%s/%s/errors.csv".formatted(entry.shop(), entry.id());
            case EXPORT -> "exports/%s/%s.csv".formatted(entry.shop(), entry.id());
        };
        return new S3OutputStream(s3, bucket, key, CSV, deadline);
    }

    private void put(String key, String contentType, RequestBody body) {
        deadline.call(() -> s3.putObject(request -> request.bucket(bucket).key(key).contentType(contentType), body));
    }

    private InputStream open(String key) {
        return deadline.call(() -> s3.getObject(request -> request.bucket(bucket).key(key)));
    }
}
