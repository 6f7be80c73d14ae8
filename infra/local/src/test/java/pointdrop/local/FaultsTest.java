package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.OnEmulators;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// For every AWS call of a run, in each of three ways: it breaks, the platform delivers again, and the end is that of a run in
/// which nothing broke.
@ExtendWith(OnEmulators.class)
@Execution(ExecutionMode.CONCURRENT)
class FaultsTest {
    private static final Duration REDELIVERY = Duration.ofMinutes(30);
    private static final int DELIVERIES = 5;
    private static final Map<String, String> FILES = Map.of(
            "add-points", """
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
                    """,
            "reset-points", """
                    Email,Points
                    ada@example.com,1500
                    bob@example.com,50
                    cleo@example.com,-1
                    nobody@example.com,1
                    ada@example.com,7
                    """,
            "update-birthday", """
                    Email,Birthday(MM/DD)
                    ada@example.com,03/03
                    bob@example.com,3/3
                    cleo@example.com,02/29
                    nobody@example.com,01/01
                    bob@example.com,12/09
                    """,
            "update-customers", """
                    Email,Birthday,Available Points,VIP Tier
                    ada@example.com,1990-1-16,120,silver
                    bob@example.com,,,Diamond
                    bob@example.com,1971-12-09,60,gold
                    cleo@example.com,,,
                    nobody@example.com,,1,
                    """,
            "enroll", """
                    Email,Name,Points,Membership Type,Birthday,Created Date
                    dora@example.com,Dora,5,silver,12/09,2024-1-31
                    dora@example.com,Dora again,9,,,
                    ada@example.com,Other,9,,,
                    eva@example.com,Eva,-1,,,
                    fay@example.com,Fay,,,,31.01.2024
                    gus@example.com,Gus,,,,
                    """);

    /// The file of `add-points` has more rows, so that it is dealt into two chunks.
    private static final Map<String, String> SETTINGS = Map.of("POINTDROP_CHUNK_ROWS", "6");

    private final TestClock clock = new TestClock();
    private final Faults faults = new Faults();
    private Deployment deployment;
    private Platform platform;
    private Platform withFaults;
    private int cases;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.platform = Platform.of(deployment);
        this.withFaults = new Platform(deployment, Clients.with(List.of(faults)), Machine.withClock(clock), SETTINGS);
    }

    static List<String> actions() {
        return FILES.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anImportEndsAsIfNothingHadBroken(String action) throws Exception {
        String file = FILES.getOrDefault(action, "");
        everyCallBroken(action, shop -> importFile(shop, action, file));
    }

    @Test
    void anExportEndsAsIfNothingHadBroken() throws Exception {
        everyCallBroken("export", this::export);
    }

    @Test
    void anAbandonedChunkEndsAsIfNothingHadBroken() throws Exception {
        everyCallBroken("abandoned-chunk", shop -> {
            StoredObject upload = validated(shop, "add-points");
            String chunk = firstChunk(shop);
            deliver(platform -> platform.abandonChunk(chunk), () -> {});
            return state(shop, upload);
        });
    }

    @Test
    void anAbandonedUploadEndsAsIfNothingHadBroken() throws Exception {
        everyCallBroken("abandoned-upload", shop -> {
            StoredObject upload = validated(shop, "enroll");
            String chunk = firstChunk(shop);
            deployment.s3().deleteObject(request -> request.bucket(deployment.dataBucket()).key(chunk));
            deliver(platform -> platform.abandonUpload(upload), () -> {});
            return state(shop, upload);
        });
    }

    private StoredObject validated(String shop, String action) {
        StoredObject upload = deployment.upload("imports/%s/%s/file.csv".formatted(shop, action),
                FILES.getOrDefault(action, ""));
        platform.validate(upload);
        return upload;
    }

    private String firstChunk(String shop) {
        return deployment.dataKeys("chunks/" + shop + "/").getFirst();
    }

    private interface Run {
        /// @return the end state
        String of(String shop) throws Exception;
    }

    private void everyCallBroken(String what, Run run) throws Exception {
        faults.none();
        String expected = run.of(newShop(what));
        int calls = faults.calls();
        for (int call = 1; call <= calls; call++) {
            for (Faults.Fault fault : Faults.Fault.values()) {
                faults.next(call, fault);
                assertEquals(expected, run.of(newShop(what)), "%s of call %d of %s".formatted(fault, call, what));
            }
        }
        System.out.printf("Faults: %s has %d calls, %d cases run%n", what, calls, cases - 1);
    }

    /// With three customers, and a contact that no other shop has.
    private String newShop(String what) {
        String shop = what + "-" + ++cases;
        deployment.putShop(shop, shop + "@" + shop + ".example", "@" + shop + ".example");
        putCustomer(shop, "ada@example.com", 100, Map.of("tier", "Gold", "birthday", "1990-01-15"));
        putCustomer(shop, "bob@example.com", 50, Map.of());
        putCustomer(shop, "cleo@example.com", 0, Map.of("birthday", "02/29"));
        return shop;
    }

    private void putCustomer(String shop, String email, long points, Map<String, String> texts) {
        Map<String, AttributeValue> item = new java.util.HashMap<>();
        item.put("pk", AttributeValue.fromS("%s#%02d".formatted(shop, new EmailAddress(email).hash() % 32)));
        item.put("email", AttributeValue.fromS(email));
        item.put("points", AttributeValue.fromN(Long.toString(points)));
        texts.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
        deployment.dynamoDb().putItem(request -> request.tableName(deployment.customersTable()).item(item));
    }

    private String importFile(String shop, String action, String file) throws Exception {
        StoredObject upload = deployment.upload("imports/%s/%s/file.csv".formatted(shop, action), file);
        Set<String> imported = new HashSet<>();
        deliver(platform -> platform.validate(upload), () -> importChunks(shop, imported));
        importChunks(shop, imported);
        return state(shop, upload);
    }

    /// Chunks are on their way as soon as they are put, also where the validation died afterwards.
    private void importChunks(String shop, Set<String> imported) {
        for (String chunk : deployment.dataKeys("chunks/" + shop + "/")) {
            if (imported.add(chunk)) {
                deliver(platform -> platform.importChunk(chunk), () -> {});
            }
        }
    }

    private String export(String shop) throws Exception {
        StoredObject request = deployment.upload("exports/" + shop + "/request.json",
                "{\"email\": \"me@%s.example\"}".formatted(shop));
        deliver(platform -> platform.export(request), () -> {});
        return state(shop, request);
    }

    private interface Invocation {
        void on(Platform platform);
    }

    /// Calls a function until it succeeds.
    private void deliver(Invocation invocation, Runnable meanwhile) {
        for (int delivery = 1; delivery <= DELIVERIES; delivery++) {
            try {
                invocation.on(withFaults);
                return;
            } catch (Faults.Killed | RuntimeException failed) {
                faults.revive();
                clock.advance(REDELIVERY);
                meanwhile.run();
            }
        }
        throw new AssertionError("Delivered in vain " + DELIVERIES + " times");
    }

    /// Everything that users see, but for names and times that differ from run to run.
    private String state(String shop, StoredObject upload) throws Exception {
        HistoryEntry entry = platform.history(upload);
        List<String> lines = new ArrayList<>();
        lines.add("%s %s %s %s".formatted(entry.status(), entry.message(), entry.counts(), entry.progress().pending()));
        deployment.items(deployment.customersTable())
                .stream()
                .filter(item -> item.text("pk").startsWith(shop + "#"))
                .map(FaultsTest::customer)
                .sorted()
                .forEach(lines::add);
        for (String folder : List.of("outcomes/", "reports/", "exports/", "summaries/")) {
            for (String key : deployment.dataKeys(folder + shop + "/")) {
                lines.add(key + "\n" + text(key));
            }
        }
        lines.add("told: " + entry.ending().mailSent());
        assertTrue(deployment.mailsTo("@" + shop + ".example").size() >= 1, "a mail went out");
        return String.join("\n", lines).replace(entry.id(), "ID").replace(shop, "SHOP");
    }

    private static String customer(Item item) {
        List<String> parts = new ArrayList<>();
        for (String attribute : List.of("email", "points", "rev", "name", "tier", "birthday")) {
            parts.add(attribute + "=" + item.attributes().get(attribute));
        }
        if (item.attributes().containsKey("recent")) {
            item.list("recent")
                    .forEach(entry -> parts.add("%s: %d %+d".formatted(entry.text("import"), entry.number("before"),
                            entry.number("delta"))));
        }
        return String.join(", ", parts);
    }

    private String text(String key) {
        byte[] bytes = deployment.data(key);
        try {
            return key.endsWith(".gz")
                    ? new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8)
                    : new String(bytes, UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
