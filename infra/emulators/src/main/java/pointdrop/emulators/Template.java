package pointdrop.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The resources of template.yaml that can run on one machine.
public final class Template {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) minutes\\)");
    /// Parameters that a deployment has to give.
    private static final Map<String, String> GIVEN = Map.of("SenderAddress", "pointdrop@example.com");

    private final YamlTree document;
    private final Map<String, String> parameters;
    private final References references;
    private final List<Function> functions;

    private Template(YamlTree document, String stackName, Map<String, String> chosen) {
        this.parameters = new HashMap<>(Map.of("AWS::StackName", stackName, "AWS::AccountId", Events.ACCOUNT_ID,
                "AWS::Region", Endpoints.REGION, "AWS::Partition", "aws", "AWS::URLSuffix", "amazonaws.com"));
        parameters.putAll(GIVEN);
        document.get("Parameters")
                .entries()
                .forEach((name, parameter) -> parameter.get("Default")
                        .optional()
                        .ifPresent(value -> parameters.put(name, String.valueOf(value))));
        parameters.putAll(chosen);
        this.document = new Conditions(document.get("Conditions"), parameters).applied(document);
        this.references = new References(this.document.get("Resources"), parameters);
        this.functions = resources("AWS::Serverless::Function")
                .map(function -> function(function.getKey(), function.getValue().get("Properties")))
                .toList();
    }

    /// The template.yaml of this project, which the system property `pointdrop.home` locates, with its default parameters.
    ///
    /// @param stackName the beginning of the names of resources
    public static Template ofProject(String stackName) {
        return ofProject(stackName, Map.of());
    }

    /// The same with other parameters.
    public static Template ofProject(String stackName, Map<String, String> parameters) {
        try {
            return read(Path.of(System.getProperty("pointdrop.home", "."), "template.yaml"), stackName, parameters);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// @param stackName the beginning of the names of resources
    /// @param parameters those that differ from their defaults
    public static Template read(Path file, String stackName, Map<String, String> parameters) throws IOException {
        return new Template(YamlTree.parse(Files.readString(file)), stackName, parameters);
    }

    /// Four days (SQS API Reference, `MessageRetentionPeriod`).
    private static final int DEFAULT_RETENTION_SECONDS = 345_600;

    public record Bucket(String name, boolean versioned, List<Notification> notifications, List<CorsRule> cors) {}

    /// What pages of other origins may do with a bucket.
    public record CorsRule(List<String> methods, List<String> origins, List<String> headers) {}

    /// @param queue logical id of the queue that events of keys with this prefix go to
    public record Notification(String prefix, String queue) {}

    /// @param keys names of the partition key and, where there is one, of the sort key; all are strings
    public record Table(String name, List<String> keys, List<Index> indexes) {}

    /// A global secondary index.
    ///
    /// @param keys as those of a table
    /// @param projection which attributes it has: `ALL`, or `KEYS_ONLY`, those of its keys and of the keys of its table
    public record Index(String name, List<String> keys, String projection) {}

    /// A route of the HTTP API.
    ///
    /// @param key such as `POST /path`, or `$default` for what no other one is for
    /// @param function logical id
    public record Route(String key, String function) {}

    /// @param visibilityTimeoutSeconds after which a message whose function failed is delivered again
    /// @param maxReceiveCount deliveries of a message before it moves to the dead-letter queue
    /// @param retentionSeconds after which a message is lost, counted from when it was first sent
    public record Queue(String id, int visibilityTimeoutSeconds, int maxReceiveCount, int retentionSeconds,
            Optional<String> deadLetterQueue) {}

    /// A function and what calls it.
    ///
    /// @param diskMegabytes for temporary files
    /// @param environment the variables that template.yaml sets
    /// @param schedules how often it is called, for each of its schedules
    /// @param retries calls after the first that failed, for events that S3 raises
    /// @param failureQueue logical id of the queue that such an event ends in
    /// @param policy what it may do besides what SAM adds: to log, to take from the queues that call it, and to put into its failure
    ///        queue
    public record Function(String id, Path code, String handlerClass, int timeoutSeconds, int megabytes,
            int diskMegabytes, Map<String, String> environment, List<UploadTrigger> uploads, List<QueueTrigger> queues,
            List<Duration> schedules, int retries, Optional<String> failureQueue, Policy policy) {
        /// What the function sees: also the memory that it has, which Lambda sets (Lambda Developer Guide, "Defined runtime environment variables").
        public Map<String, String> allVariables() {
            Map<String, String> all = new LinkedHashMap<>(environment);
            all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(megabytes));
            return all;
        }
    }

    public record UploadTrigger(String bucket, String prefix) {}

    /// @param queue logical id
    public record QueueTrigger(String queue, int maximumConcurrency) {}

    public List<Bucket> buckets() {
        return resources("AWS::S3::Bucket").map(bucket -> {
            YamlTree properties = bucket.getValue().get("Properties");
            List<Notification> notifications = properties.get("NotificationConfiguration", "QueueConfigurations")
                    .elements()
                    .stream()
                    .map(queue -> new Notification(prefix(queue.get("Filter")), text(queue.get("Queue"))))
                    .toList();
            boolean versioned = properties.get("VersioningConfiguration", "Status").optional().isPresent();
            List<CorsRule> cors = properties.get("CorsConfiguration", "CorsRules")
                    .elements()
                    .stream()
                    .map(rule -> new CorsRule(texts(rule.get("AllowedMethods")), texts(rule.get("AllowedOrigins")),
                            texts(rule.get("AllowedHeaders"))))
                    .toList();
            return new Bucket(text(properties.get("BucketName")), versioned, notifications, cors);
        }).toList();
    }

    private List<String> texts(YamlTree list) {
        return list.elements().stream().map(this::text).toList();
    }

    public List<Table> tables() {
        return resources("AWS::DynamoDB::Table").map(table -> {
            YamlTree properties = table.getValue().get("Properties");
            List<Index> indexes = properties.get("GlobalSecondaryIndexes")
                    .elements()
                    .stream()
                    .map(index -> new Index(text(index.get("IndexName")), keys(index),
                            text(index.get("Projection", "ProjectionType"))))
                    .toList();
            return new Table(text(properties.get("TableName")), keys(properties), indexes);
        }).toList();
    }

    private List<String> keys(YamlTree place) {
        return place.get("KeySchema").elements().stream().map(key -> text(key.get("AttributeName"))).toList();
    }

    /// The routes of the HTTP API; none where it is not deployed.
    public List<Route> httpRoutes() {
        return resources("AWS::ApiGatewayV2::Route").map(route -> route.getValue().get("Properties")).map(route -> {
            String target = text(route.get("Target"));
            YamlTree integration = document.get("Resources", target.substring(target.indexOf('/') + 1), "Properties");
            return new Route(text(route.get("RouteKey")), text(integration.get("IntegrationUri")));
        }).toList();
    }

    public List<Queue> queues() {
        return resources("AWS::SQS::Queue").map(queue -> {
            YamlTree properties = queue.getValue().get("Properties");
            YamlTree redrive = properties.get("RedrivePolicy");
            return new Queue(queue.getKey(), number(properties.get("VisibilityTimeout"), 30),
                    number(redrive.get("maxReceiveCount"), Integer.MAX_VALUE),
                    number(properties.get("MessageRetentionPeriod"), DEFAULT_RETENTION_SECONDS),
                    redrive.get("deadLetterTargetArn").optional().map(arn -> text(new YamlTree(arn))));
        }).toList();
    }

    public List<Function> functions() {
        return functions;
    }

    public Function function(String id) {
        return functions().stream().filter(function -> function.id().equals(id)).findFirst().orElseThrow();
    }

    private Function function(String id, YamlTree properties) {
        Map<String, String> environment = environment();
        properties.get("Environment", "Variables")
                .entries()
                .forEach((name, value) -> environment.put(name, text(value)));
        List<YamlTree> events = List.copyOf(properties.get("Events").entries().values());
        List<UploadTrigger> uploads = events.stream()
                .filter(event -> text(event.get("Type")).equals("S3"))
                .map(event -> event.get("Properties"))
                .map(event -> new UploadTrigger(text(event.get("Bucket")), prefix(event.get("Filter"))))
                .toList();
        List<QueueTrigger> queues = events.stream()
                .filter(event -> text(event.get("Type")).equals("SQS"))
                .map(event -> event.get("Properties"))
                .map(event -> new QueueTrigger(text(event.get("Queue")),
                        number(event.get("ScalingConfig", "MaximumConcurrency"), 1)))
                .toList();
        List<Duration> schedules = events.stream()
                .filter(event -> text(event.get("Type")).equals("Schedule"))
                .map(event -> rate(text(event.get("Properties", "Schedule"))))
                .toList();
        YamlTree asynchronous = properties.get("EventInvokeConfig");
        String handler = text(properties.get("Handler"));
        return new Function(id, Path.of(text(properties.get("CodeUri"))), handler.substring(0, handler.indexOf(':')),
                number(properties.get("Timeout"), 3), number(properties.get("MemorySize"), 128),
                number(properties.get("EphemeralStorage", "Size"), 512), environment, uploads,
                queues, schedules,
                number(asynchronous.get("MaximumRetryAttempts"), 2),
                asynchronous.get("DestinationConfig", "OnFailure", "Destination")
                        .optional()
                        .map(arn -> text(new YamlTree(arn))),
                Policy.of(properties.get("Policies").elements().stream().flatMap(this::statements),
                        references::resource));
    }

    /// Of a policy of a function, or of one that it shares with others.
    private Stream<YamlTree> statements(YamlTree policy) {
        YamlTree document = policy.value() instanceof YamlTree.Intrinsic shared
                ? this.document.get("Resources", shared.name(), "Properties", "PolicyDocument")
                : policy;
        return document.get("Statement").elements().stream();
    }

    /// The policies of a bucket or a queue.
    ///
    /// @param name of the bucket, or logical id of the queue
    public Policy policyOf(String name) {
        return Policy.of(Stream.of("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy")
                .flatMap(this::resources)
                .map(policy -> policy.getValue().get("Properties"))
                .filter(policy -> Stream.of(policy.get("Bucket"), policy.get("Queues"))
                        .flatMap(named -> named.elements().stream())
                        .anyMatch(named -> text(named).equals(name)))
                .flatMap(policy -> policy.get("PolicyDocument", "Statement").elements().stream()),
                references::resource);
    }

    public String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    private static Duration rate(String schedule) {
        Matcher rate = RATE.matcher(schedule);
        if (!rate.matches()) {
            throw new IllegalStateException("The local stack knows no schedule but rate(n minutes): " + schedule);
        }
        return Duration.ofMinutes(Long.parseLong(rate.group(1)));
    }

    /// Variables that all functions have.
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        document.get("Globals", "Function", "Environment", "Variables")
                .entries()
                .forEach((name, value) -> variables.put(name, text(value)));
        return variables;
    }

    /// By logical id, with what depends on conditions chosen.
    Stream<Map.Entry<String, YamlTree>> resources(String type) {
        return document.get("Resources")
                .entries()
                .entrySet()
                .stream()
                .filter(resource -> type.equals(resource.getValue().get("Type").value()));
    }

    private String prefix(YamlTree filter) {
        return filter.get("S3Key", "Rules")
                .elements()
                .stream()
                .filter(rule -> text(rule.get("Name")).equals("prefix"))
                .map(rule -> text(rule.get("Value")))
                .findFirst()
                .orElse("");
    }

    private int number(YamlTree place, int otherwise) {
        return place.optional().isEmpty() ? otherwise : Integer.parseInt(text(place));
    }

    private String text(YamlTree place) {
        return references.text(place);
    }
}
