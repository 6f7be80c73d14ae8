package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;

/// Names and contents that somebody chose to do harm.
@ExtendWith(InMemory.class)
class EdgesTest {
    private static final String FOLDER = "imports/demo/enroll/";
    private static final int LONGEST_KEY = 1024;

    private Deployment deployment;
    private Platform platform;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.platform = Platform.of(deployment);
    }

    private static String html(MimeMessage mail) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent().toString();
    }

    static List<String> fileNames() {
        return List.of("../../other/enroll/a.csv", "..", "a%2Fb.csv", "%2e%2e%2f.csv", "two words  + plus.csv",
                "emoji \uD83D\uDE00.csv", "<img src=x onerror=alert(1)>.csv", "\"quoted\" & 'single'.csv",
                "line\nBcc: thief@elsewhere.example.csv", "x".repeat(LONGEST_KEY - FOLDER.length()),
                "\u00E9".repeat((LONGEST_KEY - FOLDER.length()) / 2));
    }

    @ParameterizedTest
    @MethodSource("fileNames")
    void aFileMayHaveAnyName(String name) throws Exception {
        HistoryEntry entry = platform.drop(FOLDER + name, "Email,Name\nada@example.com,Ada\n".getBytes(UTF_8));

        assertEquals(Status.COMPLETED, entry.status());
        assertEquals("demo " + name, entry.shop() + " " + entry.origin().file());
        String id = entry.id();
        assertEquals(List.of("chunks/demo/" + id + "/0.csv.gz", "outcomes/demo/" + id + "/0.csv.gz",
                "reports/demo/" + id + "/errors.csv", "summaries/demo/" + id + ".json"),
                deployment.dataKeys("").stream().filter(key -> !key.startsWith("staged/demo/" + id + "/")).toList());
        List<MimeMessage> mails = deployment.mailsTo(deployment.contact());
        assertEquals(1, mails.size());
        assertEquals(1, mails.getFirst().getAllRecipients().length);
        assertFalse(html(mails.getFirst()).contains("<img"), html(mails.getFirst()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"imports/../demo/enroll/a.csv", "imports/de%2Fmo/enroll/a.csv",
            "imports/demo /enroll/a.csv",
            "imports/\uD83D\uDE00/enroll/a.csv", "imports/DEMO/enroll/a.csv", "imports/demo",
            "imports/", "other/demo/enroll/a.csv"})
    void aKeyThatNamesNoShopChangesNothing(String key) throws Exception {
        StoredObject upload = new StoredObject(deployment.uploadsBucket(), key, "", "etag", 1,
                java.time.Instant.parse("2026-11-23T23:42:05Z"));
        deployment.s3()
                .putObject(request -> request.bucket(deployment.uploadsBucket()).key(key),
                        software.amazon.awssdk.core.sync.RequestBody.fromString("Email,Name\nada@example.com,Ada\n"));

        platform.validate(upload);

        assertEquals(List.of(), deployment.items(deployment.customersTable()));
        assertEquals(List.of(), deployment.dataKeys("chunks/"));
        if (!key.endsWith("/")) {
            assertEquals(Status.REJECTED, platform.history(upload).status());
            assertEquals("-", platform.history(upload).shop());
        }
    }

    @Test
    void cellsInAMailAreText() throws Exception {
        platform.drop("imports/demo/enroll/a.csv",
                "Mail,<script>alert(1)</script>,\"<a href=\"\"http://x\"\">y</a>\"\n1,2,3\n".getBytes(UTF_8));

        MimeMessage mail = deployment.mailsTo(deployment.contact()).getLast();
        assertFalse(html(mail).contains("<script") || html(mail).contains("<a "), html(mail));
        assertTrue(html(mail).contains("&lt;script&gt;alert(1)&lt;/script&gt;"), html(mail));
    }

    @Test
    void tiersInAReportAreText() {
        HistoryEntry entry = platform.drop("imports/demo/enroll/a.csv",
                "Email,Name,Tier\nada@example.com,Ada,=cmd|' /C calc'!A0\n".getBytes(UTF_8));

        String report = new String(deployment.data("reports/demo/" + entry.id() + "/errors.csv"), UTF_8);
        assertTrue(report.contains("ada@example.com,Ada,'=cmd|' /C calc'!A0,2,\"TIER_UNKNOWN: "), report);
    }

    /// Points of a shop's customers by address.
    private Map<String, Long> balances(String shop) {
        Stream<Item> items = deployment.items(deployment.customersTable()).stream();
        return items.filter(item -> item.text("pk").startsWith(shop + "#"))
                .collect(Collectors.toMap(item -> item.text("email"), item -> item.number("points"), (one, _) -> one,
                        TreeMap::new));
    }

    /// The shops have names that begin with each other, and the same customers.
    @RepeatedTest(5)
    void aFileOfOneShopNeverTouchesTheCustomersOfAnother() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> shops = List.of("demo", "demo-2", "dem");
        shops.forEach(shop -> deployment.putShop(shop, "owner@" + shop + ".example"));
        for (int file = 0; file < 8; file++) {
            String shop = shops.get(random.nextInt(shops.size()));
            Map<String, Map<String, Long>> before = shops.stream()
                    .collect(Collectors.toMap(each -> each, this::balances));
            String action = List.of("enroll", "add-points", "reset-points").get(random.nextInt(3));
            String rows = IntStream.range(0, 12)
                    .mapToObj(_ -> String.format(Locale.ROOT, "c%d@example.com,%d,%s\n", random.nextInt(6),
                            random.nextInt(100),
                            shops.get(random.nextInt(3))))
                    .collect(Collectors.joining());
            platform.drop(String.format(Locale.ROOT, "imports/%s/%s/%d.csv", shop, action, file),
                    ("Email,Points,Name\n" + rows).getBytes(UTF_8));
            for (String other : shops) {
                if (!other.equals(shop)) {
                    assertEquals(before.get(other), balances(other), "Seed " + seed);
                }
            }
        }
    }
}
