package pointdrop.storage;

import java.time.Duration;

import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/// AWS clients made from the environment: region, credentials and endpoints as the SDK finds them.
public final class Clients {
    /// More than a function has in flight at once, so that no request waits for a connection.
    private static final int MAX_CONNECTIONS = 128;

    /// Far above what any call takes; the largest sends 8 MiB. The time of a download ends where its content begins.
    public static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    private Clients() {}

    /// A client whose calls end within [#LONGEST_CALL] and are not tried again by the SDK; [Backoff] does that.
    public static <B extends SdkSyncClientBuilder<B, C> & SdkClientBuilder<B, C>, C> C of(B builder) {
        return builder
                .httpClient(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(30))
                        .build())
                .overrideConfiguration(builder.overrideConfiguration()
                        .copy(all -> all.apiCallTimeout(LONGEST_CALL).retryStrategy(DefaultRetryStrategy.doNotRetry())))
                .build();
    }
}
