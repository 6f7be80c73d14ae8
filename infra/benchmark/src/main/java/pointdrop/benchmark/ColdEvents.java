package pointdrop.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pointdrop.domain.ImportId;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.HttpCall;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.StoredObject;
import pointdrop.mail.Services;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.validate.ValidateHandler;

/// Events of small but whole work for each function, another one at each call: no function has anything left to do for an event that it has
/// had before.
final class ColdEvents {
    private final Deployment deployment;
    private final Services services;
    private int number;

    ColdEvents(Deployment deployment) {
        this.deployment = deployment;
        this.services = Services.of(deployment.environment(), _ -> {});
    }

    /// @param function its name in template.yaml
    /// @return JSON
    String next(String function) {
        number++;
        return switch (function) {
            case "ValidateFunction" -> Events.s3(file(Map.of()));
            case "ImportFunction" -> Events.sqs("ChunksQueue", "message", Events.s3(chunk()), 1);
            case "ExportFunction" ->
                Events.s3(deployment.upload("exports/demo/" + number + ".json", "{\"email\":\"me@demo.example\"}"));
            case "RequestFunction" -> Events.s3(
                    deployment.upload("requests/demo/cancel/" + validated(file(Map.of("review", "yes"))), "cancel"));
            case "AbandonFunction" -> Events.sqs("DeadLetterQueue", "message",
                    Events.failure("ValidateFunction", Events.s3(file(Map.of())), 3, "It failed"), 1);
            case "OverdueFunction" -> Events.schedule(Instant.now());
            case "WebFunction" -> history();
            default -> throw new IllegalArgumentException("No event is known for " + function);
        };
    }

    private StoredObject file(Map<String, String> metadata) {
        return deployment.upload("imports/demo/enroll/" + number + ".csv",
                ("Email,Points\ncustomer" + number + "@example.com,1\n").getBytes(UTF_8), metadata);
    }

    private String validated(StoredObject upload) {
        new ValidateHandler(services).handleRequest(Events.read(S3Event.class, Events.s3(upload)),
                new LambdaContext("ValidateFunction", Duration.ofMinutes(5)));
        return ImportId.of(upload.bucket(), upload.key(), upload.version(), upload.time());
    }

    private StoredObject chunk() {
        String key = "chunks/demo/" + validated(file(Map.of())) + "/0.csv.gz";
        return new StoredObject(deployment.dataBucket(), key, "", "etag", 1, Instant.now());
    }

    /// The newest imports, as the page lists them.
    private String history() {
        String token = services.stores().apiTokens().create("demo", "cold-" + number, Access.READ, Duration.ofDays(1));
        return new HttpCall("GET", "/api/v1/shops/demo/imports", Map.of("authorization", List.of("Bearer " + token)),
                new byte[0]).event("$default", "127.0.0.1", Instant.now());
    }
}
