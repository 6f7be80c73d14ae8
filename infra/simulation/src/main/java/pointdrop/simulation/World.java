package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Events;
import pointdrop.emulators.LogLines;
import pointdrop.emulators.Policy;
import pointdrop.emulators.Provisioning;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.Calls;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.emulators.memory.Privileges;
import pointdrop.mail.Links;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.Expected;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The stack of template.yaml in memory: its buckets, tables, queues and functions, and what triggers them.
final class World {
    /// S3 usually tells of an object within seconds (S3 User Guide, "Amazon S3 Event Notifications").
    private static final Duration USUAL_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofDays(6);
    /// How often the rarer things happen, each picked for a world of its own.
    private static final List<Double> CHANCES = List.of(0.0, 0.02, 0.2);
    /// DynamoDB deletes expired items within a few days (DynamoDB Developer Guide, "Using time to live").
    private static final Duration EXPIRED_ITEMS_GO = Duration.ofDays(2);
    private static final int MOST_STEPS = 1_000_000;

    private final List<Template.Function> functions;
    private final List<Template.Bucket> declaredBuckets;
    private final Map<String, String> environment;
    private final Supplier<Map<String, String>> settings;
    private final Choices choices;
    private final Agenda agenda = new Agenda();
    private final Story story = new Story();
    private final LogLines log = new LogLines();
    private final Network network;
    private final MemoryAws aws;
    private final Lambda lambda;
    /// Of the function that started first: to make a signer of links takes longer than all else in a start.
    private @Nullable Services started;
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final Map<String, Privileges> privileges = new HashMap<>();
    private boolean copying;
    private final double eventIsLate;
    private final double eventComesTwice;
    private final double downloadBreaks;
    private final double keysAreLeftOut;

    /// @param settings variables that differ from those of template.yaml; asked for each function that starts, since a
    ///        deployment may change them
    World(Template template, Supplier<Map<String, String>> settings, Choices choices, Faults faults) {
        this.functions = template.functions();
        this.declaredBuckets = template.buckets();
        this.environment = template.environment();
        this.settings = settings;
        this.choices = choices;
        this.eventIsLate = choices.of(CHANCES);
        this.eventComesTwice = choices.of(CHANCES);
        this.downloadBreaks = choices.of(CHANCES);
        this.keysAreLeftOut = choices.of(CHANCES);
        this.network = new Network(agenda, choices, faults, story);
        functions.forEach(function -> privileges.put(function.id(), new Privileges(function, template)));
        this.aws = new MemoryAws(new Guarded(agenda, privileges, network), agenda::now, this::downloadBreaks);
        aws.dynamoDb().leaveUnprocessed(keys -> choices.fault(keysAreLeftOut) ? choices.between(1, keys) : 0);
        aws.dynamoDb()
                .onEventualRead(
                        table -> Violation.require(agenda.running() == null, "A read of %s may be stale", table));
        this.lambda = new Lambda(agenda, choices, story,
                function -> new Sandbox(function.handlerClass(), agenda, choices,
                        machine -> services(function, machine)));
        Provisioning.provision(template, aws.s3(), aws.dynamoDb());
        template.queues().forEach(queue -> queues.put(queue.id(), new Queue(queue, agenda, choices)));
        template.queues()
                .forEach(queue -> queue.deadLetterQueue()
                        .ifPresent(letters -> queue(queue.id()).giveUpTo(body -> queue(letters).send(body))));
        functions.forEach(function -> function.queues()
                .forEach(trigger -> queue(trigger.queue()).trigger(function, trigger.maximumConcurrency(), lambda)));
        aws.buckets().onCreated(this::created);
        agenda.after(EXPIRED_ITEMS_GO, this::expireItems);
    }

    private Services services(Template.Function function, Machine machine) {
        Map<String, String> variables = function.allVariables();
        variables.putAll(settings.get());
        Stores stores = Stores.of(aws.s3(), aws.dynamoDb(), new Environment(variables), machine)
                .logging(log);
        if (started == null) {
            started = Services.of(stores, aws.ses());
        }
        Links links = started.links();
        Privileges own = Objects.requireNonNull(privileges.get(function.id()));
        return new Services(stores, new Links(own.guard(links.presigner()), links.credentials(), links.machine()),
                started.outbox());
    }

    private long downloadBreaks(Calls.Call call, long length) {
        return length > 0 && choices.fault(downloadBreaks) ? choices.below((int) length) : length;
    }

    private Queue queue(String id) {
        Queue queue = queues.get(id);
        if (queue == null) {
            throw new IllegalStateException("template.yaml declares no queue " + id);
        }
        return queue;
    }

    /// Once, twice or late; in any order.
    private void created(StoredObject object) {
        Duration delay = choices.fault(eventIsLate) ? choices.anyUpTo(LONGEST_DELAY) : choices.upTo(USUAL_DELAY);
        String event = copying ? Events.copy(object) : Events.s3(object);
        agenda.after(delay, () -> notifyOf(object, event));
        if (choices.fault(eventComesTwice)) {
            agenda.after(choices.anyUpTo(choices.oneIn(2) ? USUAL_DELAY : LONGEST_DELAY),
                    () -> notifyOf(object, event));
        }
    }

    private void notifyOf(StoredObject object, String event) {
        for (Template.Function function : functions) {
            if (function.uploads()
                    .stream()
                    .anyMatch(trigger -> trigger.bucket().equals(object.bucket())
                            && object.key().startsWith(trigger.prefix()))) {
                lambda.invokeAsynchronously(function, event,
                        record -> function.failureQueue().ifPresent(letters -> queue(letters).send(record)));
            }
        }
        for (Template.Bucket bucket : declaredBuckets) {
            if (bucket.name().equals(object.bucket())) {
                bucket.notifications()
                        .stream()
                        .filter(notification -> object.key().startsWith(notification.prefix()))
                        .forEach(notification -> queue(notification.queue()).send(event));
            }
        }
    }

    private void expireItems() {
        Instant expired = agenda.now().minus(choices.upTo(EXPIRED_ITEMS_GO));
        for (String table : List.of("POINTDROP_IMPORTS_TABLE", "POINTDROP_TOKENS_TABLE")) {
            aws.tables().expire(variable(table), "expiresAt", expired);
        }
        if (!agenda.isEmpty()) {
            agenda.after(EXPIRED_ITEMS_GO, this::expireItems);
        }
    }

    /// Lets everything happen until nothing is left to happen. In a virtual thread, between which and those of the functions
    /// the processor changes in no time.
    void run() {
        FutureTask<Boolean> everything = new FutureTask<>(this::runAll, true);
        Thread.ofVirtual().start(everything);
        Machine.result(everything);
    }

    private void runAll() {
        int steps = 0;
        while (agenda.step()) {
            if (++steps > MOST_STEPS) {
                throw new AssertionError("It never ends");
            }
        }
    }

    /// Puts a file into the uploads bucket, as a merchant does.
    StoredObject drop(String key, byte[] file, Map<String, String> metadata) {
        return aws.buckets().put(variable("POINTDROP_UPLOADS_BUCKET"), key, file, metadata);
    }

    /// Tells of an object once more, now.
    void tellAgain(StoredObject object) {
        notifyOf(object, Events.s3(object));
    }

    /// Calls a function at once, as its schedule does.
    void call(String function, String event) {
        functions.stream()
                .filter(called -> called.id().equals(function))
                .forEach(called -> lambda.invokeAsynchronously(called, event, _ -> {}));
    }

    /// Expects a file, as the API does.
    void expect(String id, String key) {
        Stores.of(aws.s3(), aws.dynamoDb(), new Environment(environment), Machine.withClock(agenda::now))
                .expected()
                .expect(id, new Expected.Arrival("demo", key, agenda.now(), "content", null));
    }

    /// The same by a copy, such as one of an object onto itself.
    StoredObject copy(String key, byte[] file, Map<String, String> metadata) {
        copying = true;
        StoredObject copy = drop(key, file, metadata);
        copying = false;
        return copy;
    }

    /// Stores a customer, as another program does.
    void putCustomer(String shop, String email, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("pk",
                AttributeValue.fromS(String.format(Locale.ROOT, "%s#%02d", shop, new EmailAddress(email).hash() % 32)));
        item.put("email", AttributeValue.fromS(email));
        aws.tables().get(variable("POINTDROP_CUSTOMERS_TABLE")).put(item);
    }

    /// A variable of the functions.
    String variable(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("template.yaml sets no " + name);
        }
        return value;
    }

    /// @param effects told of each call that a function made, when it takes effect
    void onEffect(Consumer<Network.Sent> effects) {
        network.onEffect(effects);
    }

    /// The event of the function whose call takes effect now; nothing where another program writes.
    Optional<String> event() {
        return Optional.ofNullable(network.arriving()).map(sent -> sent.sender().event());
    }

    /// The call of a function that takes effect now.
    Network.Sent arriving() {
        return Objects.requireNonNull(network.arriving());
    }

    /// @param others what other programs do while a call of a function is on its way
    void meanwhile(Runnable others) {
        network.meanwhile(others);
    }

    Agenda agenda() {
        return agenda;
    }

    Story story() {
        return story;
    }

    /// What the functions have logged.
    LogLines log() {
        return log;
    }

    /// What the functions needed to be allowed, by function.
    Map<String, Set<Policy.Need>> needed() {
        return privileges.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, function -> function.getValue().needed()));
    }

    /// What the services store. Whoever looks at it there is not disturbed by the network.
    MemoryAws aws() {
        return aws;
    }
}
