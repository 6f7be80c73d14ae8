package pointdrop.local;

import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import pointdrop.emulators.Endpoints;

/// Which image of LocalStack runs, and with which variables.
record LocalStackInDocker(String image, Map<String, String> variables) {
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    private static final String SERVICES = "s3,dynamodb,ses";
    /// Later ones end at once where they get no token (Testcontainers for Java, "LocalStack Module").
    private static final String WITHOUT_TOKEN = "localstack/localstack:4.14.0";
    private static final String WITH_TOKEN = "localstack/localstack:latest";

    /// @param environment variables
    static LocalStackInDocker chosen(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN, "");
        return token.isBlank()
                ? new LocalStackInDocker(WITHOUT_TOKEN, Map.of("SERVICES", SERVICES))
                : new LocalStackInDocker(WITH_TOKEN, Map.of("SERVICES", SERVICES, TOKEN, token));
    }

    /// @throws IllegalStateException where Docker does not answer, with a message for a person
    TestedOn start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "The profile localstack needs Docker, which does not answer. Start it, or leave -Plocalstack out.");
        }
        LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(image)).withEnv(variables);
        container.start();
        String url = container.getEndpoint().toString();
        return new TestedOn(image, Optional.of(new Endpoints(url, url, url)), container::stop);
    }
}
