package pointdrop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Where the calls and the links of S3 lead, and what is kept of calls: the properties of this process, and all of its calls.
@Isolated
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

    @Test
    void nothingIsKeptOfACallThatHasEnded() throws Exception {
        List<Integer> duringCalls = new ArrayList<>();
        HttpServer server = DynamoDbServer.serve(exchange -> {
            duringCalls.add(Clients.underWay());
            try (exchange) {
                byte[] answer = "{}".getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        try (DynamoDbClient dynamoDb = DynamoDbServer.client(server)) {
            dynamoDb.listTables();
            dynamoDb.listTables();
            assertEquals(List.of(1, 1), duringCalls);
            assertEquals(0, Clients.underWay());
        } finally {
            server.stop(0);
        }
    }
}
