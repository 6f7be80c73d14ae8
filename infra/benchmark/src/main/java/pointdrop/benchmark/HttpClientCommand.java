package pointdrop.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pointdrop.storage.Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The first call of a process, and a loop of conditional updates, by one HTTP client.
@Command(name = "http-client", mixinStandardHelpOptions = true, description = "Makes conditional updates by one HTTP client.")
final class HttpClientCommand implements Callable<Integer> {

    @Parameters(arity = "1", description = "One of ${COMPLETION-CANDIDATES}.")
    private ComparedClient client = ComparedClient.APACHE5;

    @Option(names = "--updates", defaultValue = "50000", description = "Of a round. Default: ${DEFAULT-VALUE}")
    private int updates;

    @Option(names = "--rounds", defaultValue = "7", description = "Of which the median counts: the first find C2 at work. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--delay", defaultValue = ""
            + SlowTableProcess.DELAY_MILLIS, description = "Milliseconds before an answer. Default: ${DEFAULT-VALUE}")
    private int delay;

    @Override
    public Integer call() throws IOException {
        try (SlowTableProcess table = SlowTableProcess.start(delay)) {
            List<BareUpdates> loop = new ArrayList<>();
            Measured first = Measured.of(() -> {
                loop.add(new BareUpdates(dynamoDb(table.endpoint()), update()));
                loop.getFirst().run(1, 1);
            });
            BareUpdates bare = loop.getFirst();
            bare.run(updates, Loop.AT_A_TIME);
            Measured warm = Measured.median(
                    IntStream.range(0, rounds)
                            .mapToObj(_ -> Measured.of(() -> bare.run(updates, Loop.AT_A_TIME)))
                            .toList());
            Figures figures = Figures.ofProcess();
            figures.add(Figure.of(client + ", made and its first call", String.format(Locale.ROOT,
                    "%.2f s, %.2f s of CPU", first.seconds(), first.cpuSeconds())));
            figures.add(Figure.of(client + ", " + Loop.AT_A_TIME + " updates at a time", String.format(Locale.ROOT,
                    "%,.0f rows/s, %.0f µs of CPU each", warm.perSecond(updates), warm.cpuSeconds() * 1e6 / updates)));
            if (client.timed()) {
                figures.add(
                        Figure.of(client + ", its jars", String.format(Locale.ROOT, "%.1f MB", client.megabytes())));
            }
        }
        return 0;
    }

    private DynamoDbClient dynamoDb(String endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(client.make())
                .overrideConfiguration(client.timed()
                        ? Clients::limitCalls
                        : all -> all.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /// As an import writes a balance.
    private static UpdateItemRequest update() {
        return UpdateItemRequest.builder()
                .tableName("customers")
                .key(Map.of("pk", AttributeValue.fromS("demo#00"), "email", AttributeValue.fromS("a@example.com")))
                .updateExpression("SET #points = :points, #rev = :rev, #recent = :recent")
                .conditionExpression("#rev = :read AND #points = :before")
                .expressionAttributeNames(Map.of("#points", "points", "#rev", "rev", "#recent", "recent"))
                .expressionAttributeValues(Map.of(":points", AttributeValue.fromN("1500"), ":before",
                        AttributeValue.fromN("1129"), ":rev", AttributeValue.fromN("3"), ":read",
                        AttributeValue.fromN("2"), ":recent",
                        AttributeValue.fromL(List.of(AttributeValue.fromM(
                                Map.of("import", AttributeValue.fromS("20261123T234205Z-9f2c41d07a"), "at",
                                        AttributeValue.fromS("2026-11-23T23:42:05Z"), "delta",
                                        AttributeValue.fromN("371"), "before", AttributeValue.fromN("1129")))))))
                .build();
    }
}
