package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// An S3 whose connections each break after some bytes.
class UploadInputStreamTest {
    private static final int SIZE = 1_000_000;

    private final byte[] object = new byte[SIZE];
    private final List<Integer> starts = new CopyOnWriteArrayList<>();
    private int bytesPerConnection = 300_000;
    private HttpServer server;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(object);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @AfterEach
    void stop() {
        s3.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        starts.add(start);
        try (exchange) {
            exchange.sendResponseHeaders(range == null ? 200 : 206, SIZE - start);
            exchange.getResponseBody().write(object, start, Math.min(bytesPerConnection, SIZE - start));
            exchange.getResponseBody().flush();
        }
    }

    private InputStream open() {
        return new Uploads(s3, Deadline.none(Machine.real()))
                .open(new Upload("uploads", "imports/demo/enroll/a.csv", "", Instant.EPOCH));
    }

    @Test
    void aBrokenConnectionIsReplacedAtTheSameByte() throws IOException {
        try (InputStream in = open()) {
            assertArrayEquals(object, in.readAllBytes());
        }
        assertTrue(starts.size() >= 4, starts.toString());
        assertEquals(starts.stream().sorted().distinct().toList(), starts);
    }

    @Test
    void theReadFailsAfterSeveralConnectionsWithoutAByte() throws IOException {
        bytesPerConnection = 0;
        try (InputStream in = open()) {
            assertThrows(IOException.class, in::readAllBytes);
        }
        assertEquals(List.of(0, 0, 0, 0), starts);
    }
}
