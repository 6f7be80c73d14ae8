package pointdrop.emulators.memory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// What GetObject answers: the headers, and the bytes that follow.
record Download(GetObjectResponse headers, Content content, Range range) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})-(\\d{1,9})?");

    /// The part of an object that a download asks for.
    record Range(int from, int length) {
        /// @param header such as `bytes=5-`; null for all
        static Range of(@Nullable String header, int size) {
            if (header == null) {
                return new Range(0, size);
            }
            Matcher range = RANGE.matcher(header);
            if (!range.matches()) {
                throw new UnsupportedOperationException("The simulation knows no range like " + header);
            }
            int from = Integer.parseInt(range.group(1));
            int end = range.group(2) == null ? size : Math.min(size, Integer.parseInt(range.group(2)) + 1);
            if (from >= end) {
                throw S3Errors.invalidRange();
            }
            return new Range(from, end - from);
        }

        String header(int size) {
            return "bytes " + from + "-" + (from + length - 1) + "/" + size;
        }
    }

    /// Hands the bytes over as the SDK does, see its `BaseSyncClientHandler`.
    ///
    /// @param breaksAfter bytes; as many as there are for never
    /// @param open counts the downloads that nobody has closed
    <T> T into(ResponseTransformer<GetObjectResponse, T> transformer, long breaksAfter, AtomicInteger open) {
        InputStream stream = content.stream(range.from(), range.length());
        OpenStream download = new OpenStream(
                breaksAfter < range.length() ? new BreakingStream(stream, breaksAfter, range.length()) : stream, open);
        boolean leftOpen = false;
        try {
            T result = transformer.transform(headers, AbortableInputStream.create(download, download::abort));
            leftOpen = transformer.needsConnectionLeftOpen();
            return result;
        } catch (RetryableException | AbortedException known) {
            throw known;
        } catch (Exception failed) {
            throw NonRetryableException.create(String.valueOf(failed.getMessage()), failed);
        } finally {
            if (!leftOpen) {
                download.abort();
            }
        }
    }

    /// A connection that is taken from the client's pool until it is closed or aborted.
    private static final class OpenStream extends FilterInputStream {
        private final AtomicInteger open;
        private final AtomicBoolean closed = new AtomicBoolean();

        OpenStream(InputStream stream, AtomicInteger open) {
            super(stream);
            this.open = open;
            open.incrementAndGet();
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!closed.getAndSet(true)) {
                open.decrementAndGet();
            }
        }

        void abort() {
            try {
                close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /// A connection that is lost, in the words of Apache's HTTP client.
    private static final class BreakingStream extends InputStream {
        private final InputStream stream;
        private final long length;
        private final long breaksAfter;
        private long left;

        BreakingStream(InputStream stream, long breaksAfter, long length) {
            this.stream = stream;
            this.length = length;
            this.breaksAfter = breaksAfter;
            this.left = breaksAfter;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte @Nullable [] buffer, int offset, int count) throws IOException {
            if (left <= 0 && count > 0) {
                throw new IOException("Premature end of Content-Length delimited message body (expected: " + length
                        + "; received: " + breaksAfter + ")");
            }
            int read = stream.read(buffer, offset, (int) Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
