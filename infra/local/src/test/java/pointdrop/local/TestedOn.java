package pointdrop.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import pointdrop.emulators.BackingServices;
import pointdrop.emulators.Emulators;
import pointdrop.emulators.Endpoints;

/// What the end-to-end tests run on: LocalStack in Docker with the profile `localstack`, else the endpoints that `AWS_ENDPOINT_URL_S3`,
/// `..._DYNAMODB` and `..._SES`, or `AWS_ENDPOINT_URL`, name, else the emulators of this project.
///
/// @param endpoints nothing for those of this project, which start and end with each stack
/// @param end what stops it
record TestedOn(String name, Optional<Endpoints> endpoints, Runnable end) implements AutoCloseable {
    /// @param environment variables
    /// @param localStack whether the profile is on
    static TestedOn chosen(Map<String, String> environment, boolean localStack) {
        if (localStack) {
            return LocalStackInDocker.chosen(environment).start();
        }
        return named(environment).map(named -> new TestedOn(named.toString(), Optional.of(named), () -> {}))
                .orElseGet(
                        () -> new TestedOn("S3Mock, DynamoDB Local and the mailbox of this project", Optional.empty(),
                                () -> {}));
    }

    /// @throws IllegalStateException where only some are named
    private static Optional<Endpoints> named(Map<String, String> environment) {
        String all = environment.getOrDefault("AWS_ENDPOINT_URL", "");
        String s3 = environment.getOrDefault("AWS_ENDPOINT_URL_S3", all);
        String dynamoDb = environment.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", all);
        String ses = environment.getOrDefault("AWS_ENDPOINT_URL_SES", all);
        if (s3.isEmpty() && dynamoDb.isEmpty() && ses.isEmpty()) {
            return Optional.empty();
        }
        if (s3.isEmpty() || dynamoDb.isEmpty() || ses.isEmpty()) {
            throw new IllegalStateException(
                    "AWS_ENDPOINT_URL_* name some of S3, DynamoDB and SES. Name all of them, or none.");
        }
        return Optional.of(new Endpoints(s3, dynamoDb, ses));
    }

    /// @param data where emulators of this project keep what they hold
    BackingServices services(Path data, Emulators.Ports ports) throws Exception {
        return endpoints.isPresent()
                ? new NamedServices(endpoints.get(), ForeignMails.at(URI.create(endpoints.get().ses())))
                : LocalStack.emulators(Main.home(), data, ports);
    }

    @Override
    public void close() {
        end.run();
    }
}
