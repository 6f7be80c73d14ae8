package pointdrop.storage;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The bytes of one version of an object. A connection that breaks, as happens within a gigabyte, is replaced by one that
/// continues at the same byte.
final class UploadInputStream extends InputStream {
    /// Connections that fail one after the other, without a byte between, before the read fails.
    private static final int TRIES = 4;

    private final S3Client s3;
    private final GetObjectRequest request;
    private final Deadline deadline;
    private ResponseInputStream<GetObjectResponse> connection;
    private long position;
    private int broken;

    UploadInputStream(S3Client s3, GetObjectRequest request, Deadline deadline) {
        this.s3 = s3;
        this.request = request;
        this.deadline = deadline;
        this.connection = connect(0);
    }

    private ResponseInputStream<GetObjectResponse> connect(long from) {
        return deadline.call(() -> s3.getObject(
                from == 0 ? request : request.toBuilder().range("bytes=" + from + "-").build()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                int count = connection.read(buffer, offset, length);
                position += Math.max(count, 0);
                broken = 0;
                return count;
            } catch (IOException lost) {
                if (++broken == TRIES) {
                    throw lost;
                }
                connection.abort();
                connection = connect(position);
            }
        }
    }

    /// Does not read what is left, which [ResponseInputStream#close] may.
    @Override
    public void close() {
        connection.abort();
    }
}
