package pointdrop.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http2.config.H2Config;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// An HTTP client that the SDK can call with.
enum ComparedClient {
    APACHE5(List.of(Apache5HttpClient.class, HttpClient.class, HttpEntity.class, H2Config.class)),
    /// What it costs that the SDK watches over the time of each call.
    APACHE5_WITHOUT_TIMEOUT(List.of()),
    URL_CONNECTION(List.of(UrlConnectionHttpClient.class)),
    CRT(List.of(AwsCrtHttpClient.class, CRT.class));

    private static final int CONNECTIONS = 128;

    /// One of each jar.
    private final List<Class<?>> classes;

    ComparedClient(List<Class<?>> classes) {
        this.classes = classes;
    }

    boolean timed() {
        return this != APACHE5_WITHOUT_TIMEOUT;
    }

    SdkHttpClient make() {
        return switch (this) {
            case APACHE5, APACHE5_WITHOUT_TIMEOUT -> Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(Duration.ofSeconds(5))
                    .socketTimeout(Duration.ofSeconds(30))
                    .build();
            case URL_CONNECTION -> {
                // It would keep five, and open another connection for every other call.
                System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS));
                yield UrlConnectionHttpClient.create();
            }
            case CRT -> AwsCrtHttpClient.builder().maxConcurrency(CONNECTIONS).build();
        };
    }

    /// What its jars weigh before the build leaves anything out.
    double megabytes() {
        return classes.stream()
                .map(Jars::holding)
                .distinct()
                .mapToLong(ComparedClient::size)
                .sum() / 1e6;
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
