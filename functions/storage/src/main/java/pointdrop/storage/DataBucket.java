package pointdrop.storage;

import java.io.InputStream;
import java.nio.file.Path;
import pointdrop.domain.HistoryEntry;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The data bucket: what Pointdrop writes about an import.
public final class DataBucket {
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String GZIP = "application/gzip";

    private final S3Client s3;
    private final String bucket;

    public DataBucket(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    public void putSummary(HistoryEntry record) {
        put("summaries/%s/%s.json".formatted(record.shop(), record.id()), "application/json",
                RequestBody.fromBytes(SummaryJson.of(record)));
    }

    /// Releases a chunk: its object is the message that it waits to be imported.
    public void putChunk(ChunkRef chunk, Path file) {
        put(chunk.chunkKey(), GZIP, RequestBody.fromFile(file));
    }

    /// Whether a chunk was released before.
    public boolean hasChunk(ChunkRef chunk) {
        try {
            s3.headObject(request -> request.bucket(bucket).key(chunk.chunkKey()));
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

    /// @return the key that the report is kept under
    public String putReport(HistoryEntry record, Path file) {
        String key = "reports/%s/%s/errors.csv".formatted(record.shop(), record.id());
        put(key, CSV, RequestBody.fromFile(file));
        return key;
    }

    /// @return the key that the file of an export is kept under
    public static String exportKey(HistoryEntry export) {
        return "exports/%s/%s.csv".formatted(export.shop(), export.id());
    }

    public MultipartUpload beginExport(HistoryEntry export) {
        return new MultipartUpload(s3, bucket, exportKey(export), CSV);
    }

    private void put(String key, String contentType, RequestBody body) {
        s3.putObject(request -> request.bucket(bucket).key(key).contentType(contentType), body);
    }

    private InputStream open(String key) {
        return s3.getObject(request -> request.bucket(bucket).key(key));
    }
}
