package pointdrop.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.HttpCall;
import pointdrop.emulators.StoredObject;
import pointdrop.storage.ApiTokens.Access;

/// Events of small but whole work for each function, another one at each call: no function has anything left to do for an event that it has
/// had before.
final class ColdEvents {
    private final Deployment deployment;
    private final InProcess functions;
    private int number;

    ColdEvents(Machine machine) {
        this.deployment = machine.deployment();
        this.functions = InProcess.on(machine);
    }

    /// @param function its name in template.yaml
    /// @return JSON
    String next(String function) {
        number++;
        return switch (function) {
            case "ValidateFunction" -> Events.s3(file(Map.of()));
            case "ImportFunction" -> Events.sqs("ChunksQueue", "message",
                    Events.s3(functions.chunk(functions.validate(file(Map.of())), 0)), 1);
            case "ExportFunction" ->
                Events.s3(deployment.upload("exports/demo/" + number + ".json", "{\"email\":\"me@demo.example\"}"));
            case "RequestFunction" -> Events.s3(
                    deployment.upload("requests/demo/cancel/" + functions.validate(file(Map.of("review", "yes"))).id(),
                            "cancel"));
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

    /// The newest imports, as the page lists them.
    private String history() {
        String token = functions.services()
                .stores()
                .apiTokens()
                .create("demo", "cold-" + number, Access.READ, Duration.ofDays(1));
        return new HttpCall("GET", "/api/v1/shops/demo/imports", Map.of("authorization", List.of("Bearer " + token)),
                new byte[0]).event("$default", "127.0.0.1", Instant.now());
    }
}
