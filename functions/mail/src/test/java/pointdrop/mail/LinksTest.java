package pointdrop.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pointdrop.storage.Machine;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class LinksTest {
    private final Instant now = Instant.now();

    private Link link(Optional<Duration> credentialsLast) {
        return link(credentialsLast, null);
    }

    private Link link(Optional<Duration> credentialsLast, @Nullable String versionId) {
        AwsSessionCredentials.Builder session = AwsSessionCredentials.builder()
                .accessKeyId("key")
                .secretAccessKey("secret")
                .sessionToken("token");
        credentialsLast.map(now::plus).ifPresent(session::expirationTime);
        AwsCredentialsProvider credentials = session::build;
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .build()) {
            return new Links(presigner, credentials, Machine.withClock(InstantSource.fixed(now)))
                    .signed("data", "reports/demo/1/errors.csv", versionId, "M\u00E4rz.csv", Duration.ofHours(1));
        }
    }

    private Duration validFor(Link link) {
        return Duration.between(now, link.validUntil()).truncatedTo(ChronoUnit.MINUTES);
    }

    @Test
    void aLinkIsValidForItsLifetime() {
        Link link = link(Optional.empty());

        assertTrue(link.url().contains("/reports/demo/1/errors.csv?"), link.url());
        assertTrue(link.url().contains("X-Amz-Expires=3600"), link.url());
        assertEquals(Duration.ofHours(1), validFor(link));
    }

    /// What it contains is never shown in the name of the bucket, and stays in no cache.
    @Test
    void aLinkSavesTheFileUnderItsName() {
        String url = URLDecoder.decode(link(Optional.empty()).url(), UTF_8);

        assertTrue(url.contains("response-content-type=application/octet-stream&"), url);
        assertTrue(url.contains(
                "response-content-disposition=attachment; filename=\"M_rz.csv\"; filename*=UTF-8''M%C3%A4rz.csv&"),
                url);
        assertTrue(url.contains("response-cache-control=no-store&"), url);
        assertTrue(url.contains("X-Amz-SignedHeaders=host&"), url);
        assertFalse(url.contains("versionId"), url);
    }

    @Test
    void aLinkMayNameAVersion() {
        assertTrue(link(Optional.empty(), "v 1").url().contains("versionId=v%201"));
    }

    @Test
    void aLinkThatExpiresWithItsCredentialsSaysSo() {
        assertEquals(Duration.ofMinutes(10), validFor(link(Optional.of(Duration.ofMinutes(10).plusSeconds(5)))));
        assertEquals(Duration.ofHours(1), validFor(link(Optional.of(Duration.ofHours(9)))));
    }
}
