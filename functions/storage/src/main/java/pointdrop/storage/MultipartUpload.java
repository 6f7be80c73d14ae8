package pointdrop.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An object that is written while its content is made, one part in memory at a time. It appears, whole, with [#complete];
/// one that is closed before leaves nothing.
public final class MultipartUpload extends OutputStream {
    /// S3 takes 10,000 parts of 5 MiB at least: 80 GiB.
    private static final int PART_BYTES = 8 * 1024 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String uploadId;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(PART_BYTES);
    private final List<CompletedPart> parts = new ArrayList<>();
    private boolean ended;

    MultipartUpload(S3Client s3, String bucket, String key, String contentType) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.uploadId = s3
                .createMultipartUpload(request -> request.bucket(bucket).key(key).contentType(contentType))
                .uploadId();
    }

    @Override
    public void write(int value) {
        part.write(value);
        sendIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int left = length;
        while (left > 0) {
            int count = Math.min(left, PART_BYTES - part.size());
            part.write(bytes, offset + length - left, count);
            left -= count;
            sendIfFull();
        }
    }

    private void sendIfFull() {
        if (part.size() == PART_BYTES) {
            send();
        }
    }

    private void send() {
        int number = parts.size() + 1;
        String etag = s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                RequestBody.fromBytes(part.toByteArray())).eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        part.reset();
    }

    public void complete() {
        if (part.size() > 0 || parts.isEmpty()) {
            send();
        }
        s3.completeMultipartUpload(request -> request.bucket(bucket)
                .key(key)
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(parts)));
        ended = true;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
        }
    }
}
