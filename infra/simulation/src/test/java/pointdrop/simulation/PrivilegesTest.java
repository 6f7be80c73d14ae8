package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.Events;
import pointdrop.emulators.Policy;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.Calls;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What each permission is for that template.yaml gives the functions but WebFunction, which has a test of its own. That it allows each call and
/// each link is looked at in all tests of this module.
class PrivilegesTest {
    private static final String WEB_URL = "POINTDROP_WEB_URL";
    private static final String EXPECTED = "up_0123456789abcdefghij-_";

    private final Template template = Template.ofProject("stack", Map.of("SenderAddress", "points@mail.example",
            "SesConfigurationSet", "mails", "KmsKeyArn", "arn:aws:kms:eu-central-1:000000000000:key/any"));
    private final Map<String, Set<Policy.Need>> needed = new TreeMap<>();

    /// With the page and without it, where mails carry signed links.
    ///
    /// @param killed calls at which a function is killed
    private void run(Consumer<World> begin, BiPredicate<String, Calls.Call> killed) {
        for (String webUrl : List.of("", "https://points.example")) {
            run(begin, Map.of(WEB_URL, webUrl, "POINTDROP_CHUNK_ROWS", "6"),
                    (function, call) -> killed.test(function, call)
                            ? Optional.of(Fault.KILLED_BEFORE)
                            : Optional.empty());
        }
    }

    private void run(Consumer<World> begin, Map<String, String> settings, Faults faults) {
        World world = new World(template, () -> settings, new Choices(1, Optional.empty(), 0), faults);
        begin.accept(world);
        world.run();
        world.needed()
                .forEach((function, needs) -> needed.computeIfAbsent(function, _ -> new HashSet<>()).addAll(needs));
    }

    private static BiPredicate<String, Calls.Call> killed(String function, String operation, String keyEnds) {
        return (called, call) -> called.equals(function) && call.operation().equals(operation)
                && call.key().endsWith(keyEnds);
    }

    private static boolean nothing(String function, Calls.Call call) {
        return false;
    }

    private static StoredObject drop(World world, String key, String text, Map<String, String> metadata) {
        Flow.putShop(world);
        return world.drop(key, text.getBytes(UTF_8), metadata);
    }

    private static void delete(World world, StoredObject object, boolean withItsVersion) {
        world.aws()
                .s3()
                .deleteObject(request -> request.bucket(object.bucket())
                        .key(object.key())
                        .versionId(withItsVersion ? object.version() : null));
    }

    /// Does something as soon as an import has a status.
    private static void when(World world, String status, Runnable work) {
        AttributeValue awaited = AttributeValue.fromS(status);
        world.aws().tables().onWrite((_, _, before, after) -> {
            if (awaited.equals(after.get("status")) && !awaited.equals(before.get("status"))) {
                world.agenda().at(world.agenda().now(), work);
            }
        });
    }

    @Test
    void nothingIsAllowedThatNoFunctionNeeds() {
        for (Flow flow : Flow.values()) {
            run(world -> flow.begin(world, flow.file()), flow::breaksAlways);
        }
        aFileIsRejected();
        theEventOfAFileComesAgainWhenTheMailIsDue();
        theMailOfAnExportIsGivenUp();
        aReviewIsGivenUpAtItsEnd();
        theReleaseOfAReviewIsGivenUp();
        whatTheApiExpectsIsGivenUp();
        objectsAreDeletedBeforeTheyAreRead();
        theSummaryIsDeleted();
        writesInPartsBreak();
        anImportIsOpenForLong();
        anImportThatEndedIsStillInTheIndex();

        assertEquals(List.of(), template.functions()
                .stream()
                .filter(function -> !function.id().equals("WebFunction"))
                .flatMap(function -> function.policy()
                        .unused(needed.getOrDefault(function.id(), Set.of()))
                        .stream()
                        .map(rule -> function.id() + " " + rule.action() + " " + rule.resource()))
                .toList());
    }

    private void aFileIsRejected() {
        run(world -> drop(world, "imports/demo/enroll/file.csv", "", Map.of()), PrivilegesTest::nothing);
    }

    private void theEventOfAFileComesAgainWhenTheMailIsDue() {
        for (String review : List.of("no", "yes")) {
            run(world -> {
                StoredObject file = drop(world, "imports/demo/enroll/file.csv", Flow.ENROLL.file(),
                        Map.of("review", review));
                when(world, review.equals("yes") ? "READY" : "COMPLETED", () -> world.tellAgain(file));
            }, killed("ImportFunction", "SendEmail", ""));
        }
    }

    private void theMailOfAnExportIsGivenUp() {
        run(world -> Flow.EXPORT.begin(world, Flow.EXPORT.file()), killed("ExportFunction", "SendEmail", ""));
    }

    private void aReviewIsGivenUpAtItsEnd() {
        run(world -> Flow.CANCELLED.begin(world, Flow.CANCELLED.file()),
                killed("ImportFunction", "PutObject", "/preview.json"));
    }

    private void theReleaseOfAReviewIsGivenUp() {
        run(world -> Flow.CANCELLED.begin(world, Flow.CANCELLED.file()), killed("ValidateFunction", "CopyObject", ""));
    }

    private void whatTheApiExpectsIsGivenUp() {
        for (String key : List.of("exports/demo/" + EXPECTED + ".json", "imports/demo/enroll/" + EXPECTED + "/f.csv")) {
            Consumer<World> put = world -> {
                world.expect(EXPECTED, key);
                drop(world, key, Flow.EXPORT.file(), Map.of());
            };
            run(put, PrivilegesTest::nothing);
            run(put, (function, _) -> List.of("ValidateFunction", "ExportFunction").contains(function));
        }
    }

    private void objectsAreDeletedBeforeTheyAreRead() {
        for (String key : List.of("imports/demo/enroll/file.csv", "exports/demo/file.json", "requests/demo/start/1")) {
            for (boolean withItsVersion : List.of(true, false)) {
                Consumer<World> put = world -> delete(world, drop(world, key, "", Map.of()), withItsVersion);
                run(put, PrivilegesTest::nothing);
                run(put, (function, _) -> !function.equals("AbandonFunction"));
            }
        }
    }

    private void theSummaryIsDeleted() {
        run(world -> {
            Flow.ENROLL.begin(world, Flow.ENROLL.file());
            String bucket = world.variable("POINTDROP_DATA_BUCKET");
            when(world, "COMPLETED", () -> world.aws()
                    .buckets()
                    .keys(bucket, "summaries/")
                    .forEach(key -> world.aws().s3().deleteObject(request -> request.bucket(bucket).key(key))));
        }, PrivilegesTest::nothing);
    }

    /// A report and an export that are too long for one call.
    private void writesInPartsBreak() {
        String longText = "x".repeat(50_000);
        Set<String> aborted = new HashSet<>();
        Faults faults = (function, call) -> {
            if (call.operation().equals("AbortMultipartUpload")) {
                aborted.add(function);
            }
            return call.operation().equals("UploadPart")
                    && (function.equals("ImportFunction") || !aborted.contains(function))
                            ? Optional.of(Fault.NOT_SENT)
                            : Optional.empty();
        };
        String rows = IntStream.range(0, 200)
                .mapToObj(row -> String.format(Locale.ROOT, "nobody%d@example.com,1,%s%n", row, longText))
                .collect(Collectors.joining());
        run(world -> {
            drop(world, "imports/demo/add-points/file.csv", "Email,Points,Other\n" + rows, Map.of());
            IntStream.range(0, 200)
                    .forEach(number -> world.putCustomer("demo", number + "@example.com",
                            Map.of("points", AttributeValue.fromN("1"), "name", AttributeValue.fromS(longText))));
            world.drop("exports/demo/file.json", Flow.EXPORT.file().getBytes(UTF_8), Map.of());
        }, Map.of(WEB_URL, "", "POINTDROP_CHUNK_ROWS", "1000"), faults);
    }

    private void anImportIsOpenForLong() {
        run(world -> {
            Flow.ENROLL.begin(world, Flow.ENROLL.file());
            world.agenda()
                    .after(Duration.ofMinutes(90),
                            () -> world.call("OverdueFunction", Events.schedule(world.agenda().now())));
        }, (function, _) -> function.equals("ImportFunction"));
    }

    private void anImportThatEndedIsStillInTheIndex() {
        run(world -> {
            Flow.ENROLL.begin(world, Flow.ENROLL.file());
            world.agenda().after(Duration.ofMinutes(90), () -> {
                putIntoTheIndex(world);
                world.call("OverdueFunction", Events.schedule(world.agenda().now()));
            });
        }, PrivilegesTest::nothing);
    }

    private static void putIntoTheIndex(World world) {
        String imports = world.variable("POINTDROP_IMPORTS_TABLE");
        Map<String, AttributeValue> open = Map.of("open", AttributeValue.fromS("yes"), "openSince",
                AttributeValue.fromS("2000-01-01T00:00:00Z"));
        world.aws().dynamoDb().scan(scan -> scan.tableName(imports)).items().forEach(item -> {
            Map<String, AttributeValue> leftOver = new HashMap<>(item);
            leftOver.putAll(open);
            world.aws().dynamoDb().putItem(put -> put.tableName(imports).item(leftOver));
        });
    }
}
