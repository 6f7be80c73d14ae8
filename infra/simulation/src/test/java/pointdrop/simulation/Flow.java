package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import pointdrop.emulators.memory.Calls;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What can happen to one upload: an import of each action, an export, a review and a request, and what is given up.
enum Flow {
    /// The file has more rows than the others, so that it is dealt to two chunks.
    ADD_POINTS("""
            Email,Points
            ada@example.com,50
            ada@example.com,-500
            ,1
            x,1
            nobody@example.com,1
            bob@example.com,1.5
            bob@example.com,1000000000001
            cleo@example.com,0
            bob@example.com,-50
            ada@example.com,1,extra
            """),
    RESET_POINTS("""
            Email,Points
            ada@example.com,1500
            bob@example.com,50
            cleo@example.com,-1
            nobody@example.com,1
            ada@example.com,7
            """),
    UPDATE_BIRTHDAY("""
            Email,Birthday(MM/DD)
            ada@example.com,03/03
            bob@example.com,3/3
            cleo@example.com,02/29
            nobody@example.com,01/01
            bob@example.com,12/09
            """),
    UPDATE_CUSTOMERS("""
            Email,Birthday,Available Points,VIP Tier
            ada@example.com,1990-1-16,120,silver
            bob@example.com,,,Diamond
            bob@example.com,1971-12-09,60,gold
            cleo@example.com,,,
            nobody@example.com,,1,
            """),
    ENROLL("""
            Email,Name,Points,Membership Type,Birthday,Created Date
            dora@example.com,Dora,5,silver,12/09,2024-1-31
            dora@example.com,Dora again,9,,,
            ada@example.com,Other,9,,,
            eva@example.com,Eva,-1,,,
            fay@example.com,Fay,,,,31.01.2024
            gus@example.com,Gus,,,,
            """),
    UPSERT("""
            Email,Name,Points,Membership Type,Birthday,Created Date
            dora@example.com,Dora,5,silver,12/09,2024-1-31
            dora@example.com,Dora again,,gold,,
            ada@example.com,Ada,,,,2020-01-01
            ada@example.com,Ada,,,,
            bob@example.com,,-1,,,
            cleo@example.com,,,,,
            """),
    EXPORT("{\"email\": \"me@demo.example\"}"),
    /// No delivery of a chunk comes further than its customers, so that all go to the dead-letter queue.
    ABANDONED_CHUNKS(ADD_POINTS.file),
    /// No delivery of the upload releases a chunk, so that its event goes to the dead-letter queue.
    ABANDONED_UPLOAD(ENROLL.file),
    /// As the page does it: the file is expected, and a request starts the import as soon as its review has ended. Both say who put them.
    REVIEWED_AND_STARTED("""
            Email,Points
            ada@example.com,50
            bob@example.com,-51
            """),
    /// A request cancels it then.
    CANCELLED(REVIEWED_AND_STARTED.file),
    /// No delivery of the request releases a chunk, so that its event goes to the dead-letter queue. It is put once no delivery of the
    /// upload can come any more, which would release the chunk.
    ABANDONED_START(REVIEWED_AND_STARTED.file),
    /// No delivery of a chunk comes further than its customers while it is reviewed.
    ABANDONED_REVIEW(REVIEWED_AND_STARTED.file),
    /// A request undoes it as soon as it has ended.
    UNDONE("""
            Email,Name,Points
            new@example.com,New,5
            ada@example.com,Augusta,7
            """),
    /// No delivery of the request releases a chunk, so that its event goes to the dead-letter queue.
    ABANDONED_UNDO(UNDONE.file);

    private static final String EXPECTED = "up_0123456789abcdefghij-_";
    private static final Duration AFTER_UPLOAD = Duration.ofHours(3);
    static final Map<String, String> SETTINGS = Map.of("POINTDROP_CHUNK_ROWS", "6");

    private final String file;

    Flow(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /// Its header and first row.
    String shortFile() {
        return this == EXPORT ? file : file.substring(0, file.indexOf('\n', file.indexOf('\n') + 1) + 1);
    }

    /// Whether every such call of a function fails.
    boolean breaksAlways(String function, Calls.Call call) {
        return function.equals(doomed()) && switch (this) {
            case ABANDONED_CHUNKS, ABANDONED_REVIEW -> call.operation().equals("BatchGetItem");
            default -> call.operation().equals("CopyObject");
        };
    }

    /// The function that fails for good; empty where none does.
    String doomed() {
        return switch (this) {
            case ABANDONED_CHUNKS, ABANDONED_REVIEW -> "ImportFunction";
            case ABANDONED_START, ABANDONED_UNDO -> "RequestFunction";
            case ABANDONED_UPLOAD -> "ValidateFunction";
            default -> "";
        };
    }

    /// How many calls apart two faults are at most. The longest flows are three or four invocations one behind the other; two of their faults
    /// meet in one of them, or in two neighbours.
    int furthestPair() {
        return switch (this) {
            case REVIEWED_AND_STARTED -> 20;
            case UNDONE -> 8;
            default -> 1_000;
        };
    }

    private String action() {
        return switch (this) {
            case ABANDONED_CHUNKS, REVIEWED_AND_STARTED, CANCELLED, ABANDONED_START, ABANDONED_REVIEW -> "add-points";
            case UNDONE, ABANDONED_UNDO -> "upsert";
            case ABANDONED_UPLOAD -> "enroll";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /// What is asked for when the import is ready, or has ended; empty where nothing is.
    private String verb() {
        return switch (this) {
            case REVIEWED_AND_STARTED, ABANDONED_START -> "start";
            case CANCELLED -> "cancel";
            case UNDONE, ABANDONED_UNDO -> "undo";
            default -> "";
        };
    }

    private boolean isReviewed() {
        return switch (this) {
            case REVIEWED_AND_STARTED, CANCELLED, ABANDONED_START, ABANDONED_REVIEW -> true;
            default -> false;
        };
    }

    private boolean isOfPage() {
        return this == REVIEWED_AND_STARTED;
    }

    private Map<String, String> metadata(Map<String, String> other) {
        Map<String, String> metadata = new HashMap<>(other);
        if (isOfPage()) {
            metadata.put("by", "ann@demo.example");
        }
        return metadata;
    }

    /// Drops the file into a shop of three customers.
    void begin(World world, String text) {
        putShop(world);
        drop(world, text);
    }

    /// The shop `demo` of three customers.
    static void putShop(World world) {
        world.aws()
                .tables()
                .get(world.variable("POINTDROP_SHOPS_TABLE"))
                .put(Map.of("shop", AttributeValue.fromS("demo"), "contact", AttributeValue.fromS("owner@demo.example"),
                        "allowedRecipients",
                        AttributeValue.fromL(java.util.List.of(AttributeValue.fromS("@demo.example")))));
        putCustomer(world, "ada@example.com", 100, Map.of("tier", "Gold", "birthday", "1990-01-15"));
        putCustomer(world, "bob@example.com", 50, Map.of());
        putCustomer(world, "cleo@example.com", 0, Map.of("birthday", "02/29"));
    }

    private void drop(World world, String text) {
        String key = this == EXPORT
                ? "exports/demo/request.json"
                : "imports/demo/" + action() + (isOfPage() ? "/" + EXPECTED : "") + "/file.csv";
        if (isOfPage()) {
            world.expect(EXPECTED, key);
        }
        world.drop(key, text.getBytes(UTF_8), metadata(isReviewed() ? Map.of("review", "yes") : Map.of()));
        if (!verb().isEmpty()) {
            AttributeValue awaited = AttributeValue.fromS(isReviewed() ? "READY" : "COMPLETED");
            world.aws().tables().onWrite((_, item, before, after) -> {
                if (awaited.equals(after.get("status")) && !awaited.equals(before.get("status"))
                        && !after.containsKey("undoes")) {
                    world.agenda()
                            .after(this == ABANDONED_START ? AFTER_UPLOAD : Duration.ZERO,
                                    () -> world.drop("requests/demo/" + verb() + "/" + item.sort(), new byte[0],
                                            metadata(Map.of())));
                }
            });
        }
    }

    private static void putCustomer(World world, String email, long points, Map<String, String> texts) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put("points", AttributeValue.fromN(Long.toString(points)));
        texts.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
        world.putCustomer("demo", email, attributes);
    }
}
