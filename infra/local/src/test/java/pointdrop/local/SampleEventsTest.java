package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import com.fasterxml.jackson.jr.ob.JSON;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import pointdrop.emulators.Events;
import pointdrop.emulators.Template;
import pointdrop.storage.S3Events;
import pointdrop.storage.Upload;

/// What README gives to `sam local invoke`: an event for each function, and the variables that lead it to the local stack. The events
/// are read as Lambda reads them, by the library that AWS has for it; its `@Event` would need a test for each of them.
class SampleEventsTest {
    private static final Path FOLDER = Main.home().resolve("events");

    private Template template;
    private Map<String, String> eventOf;

    @BeforeEach
    void read() throws Exception {
        template = Template.read(Main.home().resolve("template.yaml"), LocalStack.NAME,
                Map.of("EndpointUrl", "http://127.0.0.1:4566"));
        eventOf = new HashMap<>();
        Pattern.compile("(?m)^sam local invoke (\\w+) .*--event events/(\\S+)")
                .matcher(Files.readString(Main.home().resolve("README.md")))
                .results()
                .forEach(line -> eventOf.put(line.group(1), line.group(2)));
    }

    private static <E> E load(String event, Class<E> type) {
        return EventLoader.loadEvent(FOLDER.resolve(event).toString(), type);
    }

    private static List<Upload> uploads(String event) {
        return S3Events.uploads(load(event, S3Event.class));
    }

    private static String message(String event) {
        return load(event, SQSEvent.class).getRecords().getFirst().getBody();
    }

    @Test
    void everyFunctionHasAnEventThatItsTriggerRaises() throws Exception {
        for (Template.Function function : template.functions()) {
            String event = eventOf.get(function.id());
            assertNotNull(event, () -> "README has no sam local invoke " + function.id());
            Class<?> type = Events.typeOf(Class.forName(function.handlerClass()));
            assertTrue(raises(function, load(event, type)), () -> event + " is not what calls " + function.id());
        }
    }

    private boolean raises(Template.Function function, Object event) {
        return switch (event) {
            case S3Event puts -> S3Events.uploads(puts)
                    .stream()
                    .allMatch(put -> function.uploads()
                            .stream()
                            .anyMatch(trigger -> trigger.bucket().equals(put.bucket())
                                    && put.key().startsWith(trigger.prefix())));
            case SQSEvent received -> function.queues()
                    .stream()
                    .anyMatch(trigger -> received.getRecords()
                            .getFirst()
                            .getEventSourceArn()
                            .endsWith(":000000000000:" + trigger.queue()));
            case APIGatewayV2HTTPEvent call ->
                template.httpRoutes().contains(new Template.Route(call.getRouteKey(), function.id()));
            case ScheduledEvent scheduled -> scheduled.getSource().equals("aws.events");
            default -> false;
        };
    }

    @Test
    void theEventsAreThoseOfOneImport() throws Exception {
        Upload upload = uploads("s3-upload.json").getFirst();

        assertEquals("requests/demo/start/" + upload.id(), uploads("s3-request.json").getFirst().key());
        assertEquals(List.of("chunks/demo/" + upload.id() + "/0.csv.gz"), S3Events.keys(message("sqs-chunk.json")));
        Object abandoned = JSON.std.mapFrom(message("sqs-dead-letter.json")).get("requestPayload");
        assertEquals(List.of(upload), S3Events.uploads(JSON.std.asString(abandoned)));
    }

    @Test
    void chunksAreInTheBucketThatTellsTheirQueue() {
        String bucket = template.environment().get("POINTDROP_DATA_BUCKET");
        assertEquals(List.of(Objects.requireNonNull(bucket)),
                S3Events.uploads(message("sqs-chunk.json")).stream().map(Upload::bucket).toList());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables() throws Exception {
        Map<String, Object> all = JSON.std.mapFrom(Files.readString(FOLDER.resolve("env.json")));
        return (Map<String, String>) Objects.requireNonNull(all.get("Parameters"));
    }

    /// SAM sets no others (`samcli/local/lambdafn/env_vars.py`), and the SDK refuses the empty ones that it makes of `AWS::NoValue`.
    @Test
    void theVariablesAreDeclaredAndNoEndpointIsLeftOut() throws Exception {
        Map<String, String> declared = template.environment();
        assertTrue(declared.keySet().containsAll(variables().keySet()), variables().toString());
        assertEquals(endpoints(declared), endpoints(variables()));
    }

    private static List<String> endpoints(Map<String, String> variables) {
        return variables.keySet().stream().filter(name -> name.startsWith("AWS_ENDPOINT_URL")).sorted().toList();
    }

    @Test
    void bucketsAndTablesHaveTheNamesOfTheLocalStack() throws Exception {
        Map<String, String> expected = template.environment()
                .entrySet()
                .stream()
                .filter(variable -> variable.getKey().matches("POINTDROP_.*_(BUCKET|TABLE)"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, String> actual = new HashMap<>(variables());
        actual.keySet().retainAll(expected.keySet());
        assertEquals(expected, actual);
    }

    @Test
    void theEndpointsHaveThePortsOfTheLocalStack() throws Exception {
        CommandLine.Model.CommandSpec up = new CommandLine(new UpCommand()).getCommandSpec();
        Map<String, String> options = Map.of("AWS_ENDPOINT_URL_S3", "--s3-port", "AWS_ENDPOINT_URL_DYNAMODB",
                "--dynamodb-port", "AWS_ENDPOINT_URL_SES", "--ses-port", "POINTDROP_WEB_URL", "--web-port");
        Map<String, String> variables = variables();
        options.forEach((variable, option) -> assertEquals(up.findOption(option).defaultValue(),
                Integer.toString(URI.create(Objects.requireNonNull(variables.get(variable))).getPort()), variable));
    }

    @Test
    void everyEventIsInReadme() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> unused = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json") && !file.equals("env.json"))
                    .filter(file -> !eventOf.containsValue(file))
                    .toList();
            assertEquals(List.of(), unused);
        }
    }
}
