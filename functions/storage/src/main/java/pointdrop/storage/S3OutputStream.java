package pointdrop.storage;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Writes an S3 object as a stream. A part is sent while the next one is written, so that two are in memory. The object appears, whole, with
/// [#complete]; a stream that is closed before leaves nothing. Content of one part is put by one call, more by a multipart upload.
public final class S3OutputStream extends OutputStream {
    /// S3 takes 10,000 parts of 5 MiB at least: 80 GiB.
    static final int PART_BYTES = 8 * 1024 * 1024;
    /// S3 joins the parts before it answers, and sends spaces meanwhile (Amazon S3 API Reference, "CompleteMultipartUpload").
    static final Duration LONGEST_JOINING = Duration.ofMinutes(1);

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final Deadline deadline;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final ExecutorService sender;
    /// All but the last have arrived.
    private final List<Future<CompletedPart>> parts = new ArrayList<>();
    private @Nullable String uploadId;

    S3OutputStream(S3Client s3, String bucket, String key, String contentType, Deadline deadline) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
        this.deadline = deadline;
        this.sender = deadline.machine().threads(1);
    }

    /// The key of the object in the data bucket.
    public String key() {
        return key;
    }

    @Override
    public void write(int value) {
        write(new byte[]{(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int left = length;
        while (left > 0) {
            if (part.size() == PART_BYTES) {
                send();
            }
            int count = Math.min(left, PART_BYTES - part.size());
            part.write(bytes, offset + length - left, count);
            left -= count;
        }
    }

    /// Sends the part once the one before has arrived.
    private void send() {
        if (uploadId == null) {
            uploadId = deadline.call(() -> s3.createMultipartUpload(
                    request -> request.bucket(bucket).key(key).contentType(contentType))).uploadId();
        } else {
            Machine.result(parts.getLast());
        }
        int number = parts.size() + 1;
        RequestBody body = RequestBody.fromBytes(part.toByteArray());
        parts.add(sender.submit(() -> upload(number, body)));
        part.reset();
    }

    private CompletedPart upload(int number, RequestBody body) {
        String etag = deadline.call(() -> s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(uploadId).partNumber(number), body)).eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    public void complete() {
        if (uploadId == null) {
            RequestBody body = RequestBody.fromBytes(part.toByteArray());
            deadline.call(
                    () -> s3.putObject(request -> request.bucket(bucket).key(key).contentType(contentType), body));
            return;
        }
        send();
        List<CompletedPart> arrived = parts.stream().map(Machine::result).toList();
        deadline.forCallsOf(LONGEST_JOINING)
                .call(() -> s3.completeMultipartUpload(request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(arrived))
                        .overrideConfiguration(call -> call.apiCallTimeout(LONGEST_JOINING))));
        uploadId = null;
    }

    @Override
    public void close() {
        sender.shutdownNow();
        sender.close();
        if (uploadId != null) {
            String abandoned = uploadId;
            uploadId = null;
            deadline.forCleanUp()
                    .call(() -> s3.abortMultipartUpload(
                            request -> request.bucket(bucket).key(key).uploadId(abandoned)));
        }
    }
}
