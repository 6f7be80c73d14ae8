package pointdrop.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import pointdrop.emulators.BackingServices;
import pointdrop.emulators.Emulators;
import pointdrop.emulators.Events;
import pointdrop.emulators.Provisioning;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.storage.Clients;
import pointdrop.storage.Environment;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Runs everything that template.yaml declares.
public final class LocalStack implements AutoCloseable {
    /// Begins the names of its buckets and tables.
    public static final String NAME = "pointdrop";
    public static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    /// DynamoDB Local makes one update after the other, at some disks only 300 a second. Two chunks keep it busy; if ten shared it, none would end
    /// within the timeout of its function.
    private static final String CHUNKS_AT_ONCE = "2";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final BackingServices services;
    private final Template template;
    private final S3Client s3;
    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();
    private final Map<String, AsynchronousCalls> asynchronous = new LinkedHashMap<>();
    private final Map<String, LocalQueue> queues = new LinkedHashMap<>();
    private final Journal journal;

    /// @param home the folder that template.yaml is in
    /// @param data where everything is kept that the services do not keep
    /// @param services are closed with the stack
    /// @param firstWait as [QueueTrigger] has it
    /// @throws IllegalStateException where it cannot start, with the reason for a person
    public LocalStack(Path home, Path data, BackingServices services, int webPort, Duration firstWait)
            throws Exception {
        this.services = start(services);
        try {
            this.template = Template.read(home.resolve("template.yaml"), NAME,
                    Map.of("WebUrl", LocalHttpApi.url(webPort), "ImportConcurrency", CHUNKS_AT_ONCE));
            services.endpoints().use();
            this.s3 = start(Clients.s3());
            try (DynamoDbClient dynamoDb = DynamoDbClient.create()) {
                Provisioning.provision(template, s3, dynamoDb);
                Provisioning.putDemoShop(dynamoDb, environment().getOrDefault("POINTDROP_SHOPS_TABLE", ""));
            }
            // The functions that held leases and claims ended with the process that ran them.
            Stores.of(new Environment(environment())).imports().removeLeasesAndClaims();
            this.journal = new Journal(data.resolve("events/noticed"));
            for (Template.Queue queue : template.queues()) {
                queues.put(queue.id(), new LocalQueue(queue.id(), data.resolve("queues").resolve(queue.id())));
            }
            for (Template.Function function : template.functions()) {
                functions.put(function.id(), start(new LocalFunction(home, data.resolve("functions"), function,
                        FunctionLog.in(data.resolve("logs"), function.id()))));
            }
            connect(firstWait);
            openPage(webPort);
        } catch (Exception failed) {
            close();
            throw failed;
        }
    }

    /// On emulators of its own, at any free ports.
    static LocalStack onFreePorts(Path home, Path data, Duration firstWait) throws Exception {
        Emulators.Ports ports = Emulators.Ports.free();
        return new LocalStack(home, data, emulators(home, data, ports), ports.web(), firstWait);
    }

    /// S3Mock, DynamoDB Local and a mailbox, started for one stack.
    public static Emulators emulators(Path home, Path data, Emulators.Ports ports) throws IOException {
        return new Emulators(home.resolve("infra/emulators/target/emulators"), data, ports, true);
    }

    private void connect(Duration firstWait) {
        ExecutorService deliveries = AsynchronousCalls.deliveries();
        start((AutoCloseable) deliveries::shutdownNow);
        for (LocalFunction function : functions.values()) {
            AsynchronousCalls calls = new AsynchronousCalls(function.declared(), function::invoke,
                    Duration.ofSeconds(1), sendTo(function.declared().failureQueue()), deliveries);
            asynchronous.put(function.declared().id(), calls);
            for (Template.UploadTrigger trigger : function.declared().uploads()) {
                watch(trigger.bucket(), trigger.prefix(), new UploadTrigger(calls, journal, services::isCopy));
            }
            for (Template.QueueTrigger trigger : function.declared().queues()) {
                Template.Queue queue = declared(trigger.queue());
                startThread(new QueueTrigger(queue(queue.id()), function, trigger.maximumConcurrency(),
                        queue.maxReceiveCount(), firstWait, sendTo(queue.deadLetterQueue())));
            }
            function.declared().schedules().forEach(rate -> startThread(new ScheduleTrigger(function, rate)));
        }
        for (Template.Bucket bucket : template.buckets()) {
            for (Template.Notification notification : bucket.notifications()) {
                LocalQueue queue = queue(notification.queue());
                watch(bucket.name(), notification.prefix(), object -> {
                    queue.send(Events.s3(object));
                    journal.add(object);
                });
            }
        }
    }

    private void openPage(int port) throws IOException {
        Map<String, LocalHttpApi.Function> routes = new LinkedHashMap<>();
        for (Template.Route route : template.httpRoutes()) {
            LocalFunction function = Objects.requireNonNull(functions.get(route.function()));
            routes.put(route.key(), function::invoke);
        }
        start(new LocalHttpApi(port, routes));
    }

    private Template.Queue declared(String id) {
        return template.queues().stream().filter(queue -> queue.id().equals(id)).findFirst().orElseThrow();
    }

    private LocalQueue queue(String id) {
        LocalQueue queue = queues.get(id);
        if (queue == null) {
            throw new IllegalStateException("template.yaml refers to a queue that it does not declare: " + id);
        }
        return queue;
    }

    private Consumer<String> sendTo(Optional<String> queueId) {
        return queueId.map(this::queue).<Consumer<String>>map(queue -> queue::send).orElse(body -> {
            throw new IllegalStateException("template.yaml declares no destination for an event that failed: " + body);
        });
    }

    private void watch(String bucket, String prefix, Consumer<StoredObject> onPut) {
        startThread(new BucketWatch(s3, bucket, prefix, journal, onPut));
    }

    private void startThread(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().name(work.getClass().getSimpleName()).start(work);
        start((AutoCloseable) thread::interrupt);
    }

    private <T extends AutoCloseable> T start(T part) {
        running.push(part);
        return part;
    }

    /// The variables that functions, SDKs and the AWS CLI need.
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>(services.environment());
        variables.putAll(template.environment());
        return variables;
    }

    Map<String, LocalFunction> functions() {
        return functions;
    }

    /// The same, for whoever does not wait for an answer.
    Map<String, AsynchronousCalls> asynchronous() {
        return asynchronous;
    }

    BackingServices services() {
        return services;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception failed) {
                Console.log("While stopping: " + failed);
            }
        }
    }
}
