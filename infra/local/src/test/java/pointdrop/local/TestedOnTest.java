package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.Endpoints;

/// What the end-to-end tests would run on. LocalStack itself does not run here, so that no Docker is needed.
class TestedOnTest {
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    private static Optional<Endpoints> endpoints(Map<String, String> environment) {
        return TestedOn.chosen(environment, false).endpoints();
    }

    @Test
    void withoutEndpointsTheEmulatorsOfThisProjectAreTaken() {
        assertEquals(Optional.empty(), endpoints(Map.of("AWS_REGION", "eu-central-1")));
    }

    @Test
    void oneEndpointIsForAllServicesThatHaveNoneOfTheirOwn() {
        assertEquals(Optional.of(new Endpoints("http://s3:1", "http://all:2", "http://all:2")),
                endpoints(Map.of("AWS_ENDPOINT_URL", "http://all:2", "AWS_ENDPOINT_URL_S3", "http://s3:1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3", "DYNAMODB", "SES"})
    void aServiceThatIsLeftOutIsNotLookedForAtAws(String only) {
        Map<String, String> environment = Map.of("AWS_ENDPOINT_URL_" + only, "http://127.0.0.1:5000");
        assertThrows(IllegalStateException.class, () -> endpoints(environment));
    }

    @Test
    void withoutATokenTheLastImageThatNeedsNoneRuns() {
        assertEquals(new LocalStackInDocker("localstack/localstack:4.14.0", Map.of("SERVICES", "s3,dynamodb,ses")),
                LocalStackInDocker.chosen(Map.of(TOKEN, " ")));
    }

    @Test
    void aLaterImageRunsWithTheToken() {
        assertEquals(new LocalStackInDocker("localstack/localstack:latest",
                Map.of("SERVICES", "s3,dynamodb,ses", TOKEN, "ls-token")),
                LocalStackInDocker.chosen(Map.of(TOKEN, "ls-token")));
    }
}
