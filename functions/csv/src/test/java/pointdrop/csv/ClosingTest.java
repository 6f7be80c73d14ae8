package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Action;

/// A reader that is closed closes its source: otherwise a function that is reused runs out of connections.
class ClosingTest {
    private static final class Download extends FilterInputStream {
        private boolean closed;

        Download(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }

    @FunctionalInterface
    private interface Opened {
        Closeable by(InputStream in) throws IOException;
    }

    private static void assertCloses(byte[] bytes, Opened opened) throws IOException {
        Download download = new Download(bytes);
        opened.by(download).close();
        assertTrue(download.closed);
    }

    @Test
    void theFileOfAMerchantIsClosed() throws IOException {
        assertCloses("Email,Points\n".getBytes(UTF_8), in -> MerchantFile.open(in, Encoding.UTF_8, Action.ADD_POINTS));
    }

    @Test
    void aChunkIsClosed() throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        try (SharedGzip gzip = new SharedGzip()) {
            new ChunkWriter(chunk, gzip, List.of("Email")).close();
        }

        assertCloses(chunk.toByteArray(), ChunkReader::new);
    }

    @Test
    void outcomesAreClosed() throws IOException {
        ByteArrayOutputStream outcomes = new ByteArrayOutputStream();
        new OutcomesWriter(outcomes, List.of("Email")).close();

        assertCloses(outcomes.toByteArray(), OutcomesReader::new);
    }
}
