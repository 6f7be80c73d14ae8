package pointdrop.storage;

import java.time.Duration;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Clients made from the environment: region, credentials and endpoints as the SDK finds them.
public final class Clients {
    /// More than a function has in flight at once, so that no request waits for a connection.
    private static final int MAX_CONNECTIONS = 128;

    /// No answer of DynamoDB that is still to come takes so long; a call that is given up is tried again by [Backoff].
    static final Duration LONGEST_CALL = Duration.ofSeconds(8);

    private Clients() {}

    public static S3Client s3() {
        return S3Client.builder().httpClient(http()).build();
    }

    public static DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .httpClient(http())
                .overrideConfiguration(override -> override.apiCallTimeout(LONGEST_CALL))
                .build();
    }

    /// An HTTP client with room for many requests at once.
    public static SdkHttpClient http() {
        return Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(30))
                .build();
    }
}
