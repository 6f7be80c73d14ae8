package pointdrop.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pointdrop.storage.Machine;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class LinksTest {
    private final Instant now = Instant.now();

    private Link link(Optional<Duration> credentialsLast) {
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
            return new Links(presigner, credentials, "data", Duration.ofHours(1),
                    Machine.withClock(InstantSource.fixed(now)))
                    .to("reports/demo/1/errors.csv", "errors-1.csv");
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

    @Test
    void aLinkThatExpiresWithItsCredentialsSaysSo() {
        assertEquals(Duration.ofMinutes(10), validFor(link(Optional.of(Duration.ofMinutes(10).plusSeconds(5)))));
        assertEquals(Duration.ofHours(1), validFor(link(Optional.of(Duration.ofHours(9)))));
    }
}
