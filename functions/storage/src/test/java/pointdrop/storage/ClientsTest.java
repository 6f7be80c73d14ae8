package pointdrop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Where the calls and the links of S3 lead, and how calls end.
class ClientsTest {
    private static final String ENDPOINT = "aws.endpointUrlS3";

    private final Properties before = new Properties();

    @BeforeEach
    void inFrankfurt() {
        before.putAll(System.getProperties());
        System.clearProperty(ENDPOINT);
        System.setProperty("aws.region", "eu-central-1");
    }

    @AfterEach
    void asBefore() {
        System.setProperties(before);
    }

    private static Stream<URI> callAndLink() {
        try (S3Client s3 = Clients.s3();
                S3Presigner presigner = Clients.presigner(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")), s3)) {
            URI call = URI.create(s3.utilities().getUrl(object -> object.bucket("bucket").key("file")).toString());
            URI link = URI.create(presigner
                    .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(object -> object.bucket("bucket").key("file")))
                    .url()
                    .toString());
            return Stream.of(call, link);
        }
    }

    @Test
    void anEndpointOfItsOwnHasNoHostForEachBucket() {
        System.setProperty(ENDPOINT, "http://host.docker.internal:9090");
        callAndLink().forEach(url -> {
            assertEquals("host.docker.internal", url.getHost());
            assertEquals("/bucket/file", url.getPath());
        });
    }

    @Test
    void atAwsTheBucketIsInTheHost() {
        callAndLink().forEach(url -> assertEquals("bucket.s3.eu-central-1.amazonaws.com", url.getHost()));
    }

    /// No time-out of an HTTP client would: each byte comes in time. Leases rest on it.
    @Test
    @Timeout(30)
    void aCallEndsEvenWhereTheAnswerTricklesIn() throws Exception {
        HttpServer server = serve(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            try (exchange) {
                for (int sent = 0; sent < 1000; sent++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(500);
                }
            } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        try (DynamoDbClient dynamoDb = dynamoDb(server)) {
            assertThrows(ApiCallTimeoutException.class, dynamoDb::listTables);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothingIsKeptOfACallThatHasEnded() throws Exception {
        List<Integer> duringCalls = new ArrayList<>();
        HttpServer server = serve(exchange -> {
            duringCalls.add(Clients.underWay());
            try (exchange) {
                byte[] answer = "{}".getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        try (DynamoDbClient dynamoDb = dynamoDb(server)) {
            dynamoDb.listTables();
            dynamoDb.listTables();
            assertEquals(List.of(1, 1), duringCalls);
            assertEquals(0, Clients.underWay());
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static DynamoDbClient dynamoDb(HttpServer server) {
        return Clients.of(DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))));
    }
}
