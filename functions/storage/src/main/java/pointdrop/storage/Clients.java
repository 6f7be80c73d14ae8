package pointdrop.storage;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// AWS clients made from the environment: region, credentials and endpoints as the SDK finds them.
public final class Clients {
    /// More than a function has in flight at once, so that no request waits for a connection.
    private static final int MAX_CONNECTIONS = 128;

    /// Far above what any call takes, but for [S3OutputStream#LONGEST_JOINING]; the largest sends 8 MiB. The time of a download ends where its
    /// content begins.
    public static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    /// Ends calls that last too long. The timer of the SDK keeps its task for a call, and with it the call, until that would have been due: those of
    /// the last fifteen seconds, which cost an import of 4,000 rows a second an eighth of its time.
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Clients() {}

    /// A client whose calls end within [#LONGEST_CALL] and are not tried again by the SDK; [Backoff] does that.
    public static <B extends SdkSyncClientBuilder<B, C> & SdkClientBuilder<B, C>, C> C of(B builder) {
        return builder
                .httpClient(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(Duration.ofSeconds(5))
                        // Calls end by their own time. While S3Mock joins parts, it sends nothing.
                        .socketTimeout(S3OutputStream.LONGEST_JOINING)
                        .build())
                .overrideConfiguration(builder.overrideConfiguration().copy(Clients::limitCalls))
                .build();
    }

    /// Makes each call end within [#LONGEST_CALL], and not be tried again by the SDK.
    public static void limitCalls(ClientOverrideConfiguration.Builder client) {
        client.apiCallTimeout(LONGEST_CALL)
                .scheduledExecutorService(TIMER)
                .retryStrategy(DefaultRetryStrategy.doNotRetry());
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("longest-call").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /// How many calls have not ended yet.
    static int underWay() {
        return TIMER.getQueue().size();
    }

    /// As [#of].
    public static S3Client s3() {
        return of(S3Client.builder().forcePathStyle(isElsewhere()));
    }

    /// Signs links that lead where the calls of [#s3] go.
    public static S3Presigner presigner(AwsCredentialsProvider credentials, S3Client s3) {
        return S3Presigner.builder()
                .credentialsProvider(credentials)
                .s3Client(s3)
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(isElsewhere()).build())
                .build();
    }

    /// Whether the environment names where S3 is, and so whether the bucket belongs into the path: no name server knows a host like
    /// `bucket.localhost` or `bucket.host.docker.internal`. A profile can name it too, which no function has.
    private static boolean isElsewhere() {
        return Stream.of(System.getProperty("aws.endpointUrlS3"), System.getProperty("aws.endpointUrl"),
                System.getenv("AWS_ENDPOINT_URL_S3"), System.getenv("AWS_ENDPOINT_URL")).anyMatch(Objects::nonNull);
    }
}
