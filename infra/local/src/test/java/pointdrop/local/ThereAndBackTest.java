package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Action;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.RandomInput;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Status;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Of any file and any customers: the import does what its review said, and its undo makes everything what it was.
@ExtendWith(InMemory.class)
class ThereAndBackTest {
    private static final int TRIES = 60;
    private static final AtomicInteger SHOPS = new AtomicInteger();

    /// @param action of the file
    /// @param file with columns for all actions
    /// @param customers attributes by address
    private record Case(Action action, String file, Map<String, Map<String, AttributeValue>> customers) {}

    private static Case any(RandomInput random) {
        Action action = random.oneOf(Action.values());
        String birthday = action == Action.UPDATE_BIRTHDAY ? "Birthday(MM/DD)" : "Birthday";
        String rows = Stream.generate(() -> row(random)).limit(random.number(1, 12)).collect(Collectors.joining());
        Map<String, Map<String, AttributeValue>> customers = new TreeMap<>();
        for (String name : List.of("ada", "bob", "cleo")) {
            if (random.number(0, 4) > 0) {
                customers.put(name + "@example.com", customer(random));
            }
        }
        return new Case(action, "Email,Name,Points,VIP Tier," + birthday + ",Created Date,Reason\n" + rows, customers);
    }

    private static String row(RandomInput random) {
        return String.join(",", random.oneOf("ada", "ADA", "bob", "cleo", "new") + "@example.com",
                random.oneOf("", "", "Ada", "Augusta"), random.oneOf("", "0", "5", "-3", "-60", "many", "100"),
                random.oneOf("", "", "gold", "Silver", "Diamond"), random.oneOf("", "", "12/09", "02/29", "3/3"),
                random.oneOf("", "", "2024-02-29"), random.oneOf("", "Goodwill")) + "\n";
    }

    private static Map<String, AttributeValue> customer(RandomInput random) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("points", AttributeValue.fromN(Integer.toString(random.number(0, 120))));
        put(item, "name", random.oneOf("", "Ada"));
        put(item, "tier", random.oneOf("", "Gold", "Silver"));
        put(item, "birthday", random.oneOf("", "02/29", "1990-01-15"));
        put(item, "phone", random.oneOf("", "555"));
        return item;
    }

    private static void put(Map<String, AttributeValue> item, String name, String text) {
        if (!text.isEmpty()) {
            item.put(name, AttributeValue.fromS(text));
        }
    }

    private static Map<String, Map<String, AttributeValue>> customers(Deployment deployment, String shop) {
        Map<String, Map<String, AttributeValue>> customers = new TreeMap<>();
        for (Item item : deployment.items(deployment.customersTable())) {
            if (item.text("pk").startsWith(shop + "#")) {
                Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
                attributes.keySet().removeAll(List.of("pk", "email", "rev", "recent"));
                customers.put(item.text("email"), attributes);
            }
        }
        return customers;
    }

    private static String ledger(Deployment deployment, String folder, HistoryEntry entry) {
        return deployment.dataKeys(folder + entry.shop() + "/" + entry.id() + "/")
                .stream()
                .filter(key -> key.endsWith(".gz"))
                .map(key -> text(deployment.data(key)))
                .collect(Collectors.joining("\n"));
    }

    private static String text(byte[] gzipped) {
        try {
            return new String(new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void theImportDoesWhatItsReviewSaidAndItsUndoTakesAllOfItBack(Deployment deployment) {
        TestClock clock = new TestClock();
        Platform platform = new Platform(deployment, deployment.aws(), Machine.withClock(clock));
        RandomInput.check(TRIES, ThereAndBackTest::any, it -> {
            String shop = "shop" + SHOPS.incrementAndGet();
            deployment.putShop(shop, "owner@" + shop + ".example");
            it.customers().forEach((email, customer) -> store(deployment, shop, email, customer));
            StoredObject upload = deployment.upload("imports/" + shop + "/" + it.action().label() + "/file.csv",
                    it.file().getBytes(UTF_8), Map.of("review", "yes"));

            platform.validate(upload);
            platform.importAll("reviews/", platform.history(upload));
            HistoryEntry reviewed = platform.history(upload);
            assertEquals(Status.READY, reviewed.status());
            assertEquals(it.customers(), customers(deployment, shop));

            platform.request(deployment.upload("requests/" + shop + "/start/" + reviewed.id(), ""));
            platform.importAll("chunks/", platform.history(upload));
            HistoryEntry imported = platform.history(upload);
            assertEquals(Status.COMPLETED, imported.status());
            assertEquals(reviewed.review().projected(), imported.counts());
            assertEquals(ledger(deployment, "previews/", imported), ledger(deployment, "outcomes/", imported));

            clock.advance(Duration.ofMinutes(1));
            platform.request(deployment.upload("requests/" + shop + "/undo/" + imported.id(), ""));
            if (imported.counts().changed() > 0) {
                HistoryEntry undo = platform.entry(shop,
                        Objects.requireNonNull(platform.history(upload).undo().undoneBy()));
                platform.importAll("chunks/", undo);
                assertEquals(imported.counts().changed(), platform.entry(shop, undo.id()).counts().succeeded());
            }
            assertEquals(it.customers(), customers(deployment, shop));
        });
    }

    private static void store(Deployment deployment, String shop, String email,
            Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("pk",
                AttributeValue.fromS(String.format(Locale.ROOT, "%s#%02d", shop, new EmailAddress(email).hash() % 32)));
        item.put("email", AttributeValue.fromS(email));
        deployment.dynamoDb().putItem(request -> request.tableName(deployment.customersTable()).item(item));
    }
}
