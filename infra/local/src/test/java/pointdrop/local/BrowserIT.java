package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Emulators;
import pointdrop.emulators.Mailbox;
import pointdrop.storage.Environment;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// The page in Chromium, on the stack as `pointdrop up` runs it: what a merchant does, from signing in to an undo. Each state of the page
/// is held against axe, and against a screen of 320 pixels.
@Timeout(240)
class BrowserIT {
    private static final String OWNER = "owner@demo.example";
    private static final Pattern SIGN_IN = Pattern.compile("http\\S+/sign-in/\\S+");
    private static final Pattern DOWNLOAD = Pattern.compile("http\\S+/d/\\S+");
    private static final int PHONE = 320;
    private static final int DESK = 1100;

    @TempDir
    private static Path data;

    private static LocalStack stack;
    private static S3Client s3;
    private static DynamoDbClient dynamoDb;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        if (!Browser.isInstalled()) {
            System.out
                    .println("The browser tests did not run: there is no chromium with its chromedriver on the PATH.");
        }
        assumeTrue(Browser.isInstalled());
        stack = new LocalStack(Main.home(), data, Emulators.Ports.free(), Duration.ofMillis(50));
        s3 = S3Client.create();
        dynamoDb = DynamoDbClient.create();
        StackClient client = new StackClient(s3, stack.environment());
        Path file = Files.writeString(data.resolve("customers.csv"),
                "Email,Name,Points\nada@example.com,Ada,1129\nbob@example.com,Bob,10\n");
        client.await(client.drop("demo", "enroll", file, Optional.empty(), false), _ -> {});
        browser = new Browser();
        signInFromTheStartPage();
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            browser.close();
            dynamoDb.close();
            s3.close();
            stack.close();
        }
    }

    @BeforeEach
    void beAtADesk() {
        browser.width(DESK);
    }

    private static void signInFromTheStartPage() throws Exception {
        browser.open(web("/?shop=demo"));
        browser.await("Sign in");
        assertAccessibleAnywhere();
        browser.fillIn("Your e-mail address", OWNER);
        signIn();
        browser.await("Import a file");
    }

    /// Asks for the link, opens it in a tab of its own, and comes back.
    private static void signIn() throws Exception {
        int mails = signInLinks().size();
        browser.press("Mail me a sign-in link");
        browser.await("Look into your mailbox");
        assertAccessibleAnywhere();
        while (signInLinks().size() == mails) {
            Thread.sleep(50);
        }
        String tab = browser.openTab(signInLinks().getLast());
        browser.await("Sign in to demo");
        assertAccessibleAnywhere();
        browser.press("Sign in to demo");
        browser.await("Import a file");
        browser.run("window.close()");
        browser.useTab(tab);
    }

    private static List<String> signInLinks() throws Exception {
        return stack.emulators()
                .mailbox()
                .mailsTo(OWNER)
                .stream()
                .map(BrowserIT::body)
                .map(SIGN_IN::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }

    private static String body(MimeMessage mail) {
        try {
            return Mailbox.text(mail);
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String web(String path) {
        return Objects.requireNonNull(stack.environment().get("POINTDROP_WEB_URL")) + path;
    }

    private static void assertAccessibleAnywhere() {
        browser.assertAccessible();
        browser.width(PHONE);
        browser.assertAccessible();
        browser.width(DESK);
    }

    /// Up to the review.
    private static void upload(String action, String name, String text) throws Exception {
        browser.open(web("/shops/demo/import"));
        choose(action, name, text);
        browser.press("Upload and preview");
    }

    private static void choose(String action, String name, String text) throws Exception {
        browser.choose(action);
        browser.fillIn("2. Choose the CSV file", Files.writeString(data.resolve(name), text).toString());
    }

    private static long balance(String email) {
        var address = new EmailAddress(email);
        var found = Stores.of(new Environment(stack.environment())).customers().read("demo", List.of(address));
        return Objects.requireNonNull(Objects.requireNonNull(found.get(address)).customer()).points();
    }

    @Test
    void aFileIsReviewedStartedAndTakenBack() throws Exception {
        long before = balance("ada@example.com");
        upload("Add points", "may.csv", "Email,Points,Reason\nada@example.com,371,May\nbob@example.com,+5,May\n");
        browser.await("Nothing has been changed yet");
        assertTrue(browser.text().contains("ada@example.com"));
        assertAccessibleAnywhere();

        browser.press("Apply: 2 customers, +376 points");

        browser.await("Success: 2 rows, Failed: 0 rows, Total: 2");
        assertEquals(before + 371, balance("ada@example.com"));
        assertAccessibleAnywhere();

        browser.press("Undo this import");
        browser.await("An undo cannot be undone");
        assertAccessibleAnywhere();
        browser.press("Undo 2 rows");

        browser.await("This import was undone");
        assertEquals(before, balance("ada@example.com"));
        assertAccessibleAnywhere();
        browser.press("See the undo");
        browser.await("Undo finished: 2 of 2 rows reversed");
        assertAccessibleAnywhere();
    }

    @Test
    void aFileThatCannotBeImportedSaysWhyAndOffersATemplate() throws Exception {
        upload("Add points", "wrong.csv", "Email,Pts\nada@example.com,1\n");

        browser.await("The file was not imported");
        assertTrue(browser.text().contains("Points"));
        assertTrue(browser.offers("Download a template"));
        assertAccessibleAnywhere();
    }

    @Test
    void aFileThatIsNoCsvIsRefusedBeforeItIsUploaded() throws Exception {
        upload("Add points", "may.xlsx", "PK");

        browser.await("There is a problem");
        assertTrue(browser.focused().contains("is not a CSV file"));
        assertAccessibleAnywhere();
    }

    @Test
    void ofAFileThatIsHalfAppliedTheRestIsDownloaded() throws Exception {
        upload("Add points", "half.csv", "Email,Points\nada@example.com,2\nnobody@example.com,3\n");
        browser.await("1 row would fail and is left out");
        browser.press("Apply: 1 customer, +2 points");

        browser.await("Success: 1 row, Failed: 1 row, Total: 2");
        assertTrue(browser.offers("Download rows to fix"));
        assertTrue(browser.offers("Import the corrected file"));
        assertAccessibleAnywhere();
    }

    @Test
    void theSameFileIsAppliedAgainOnlyOnPurpose() throws Exception {
        String file = "Email,Points\nbob@example.com,7\n";
        long before = balance("bob@example.com");
        upload("Add points", "twice.csv", file);
        browser.press("Apply: 1 customer");
        browser.await("Success: 1 row");

        upload("Add points", "twice.csv", file);
        browser.await("This file was imported before");
        assertAccessibleAnywhere();
        browser.press("Apply again");
        browser.await("You are about to apply a file again");
        assertAccessibleAnywhere();
        choose("Add points", "twice.csv", file);
        browser.press("Upload and preview");
        browser.press("Apply: 1 customer");

        browser.await("Success: 1 row");
        assertEquals(before + 14, balance("bob@example.com"));
    }

    @Test
    void whatOneTabCancelsTheOtherTabCannotStart() throws Exception {
        upload("Add points", "tabs.csv", "Email,Points\nbob@example.com,9\n");
        browser.await("Nothing has been changed yet");
        String entry = browser.address();
        String first = browser.openTab(entry);
        browser.press("Cancel this import");
        browser.await("The import was cancelled");
        assertAccessibleAnywhere();
        browser.run("window.close()");

        browser.useTab(first);
        if (browser.offers("Apply: 1 customer")) {
            browser.press("Apply: 1 customer");
        }

        browser.await("The import was cancelled");
        assertFalse(browser.offers("Apply: 1 customer"));
    }

    @Test
    void whatWasEnteredStaysWhereTheSessionEnds() throws Exception {
        browser.open(web("/shops/demo/import"));
        choose("Reset points", "kept.csv", "Email,Points\nbob@example.com,10\n");
        browser.fillIn("3. Note", "Kept");
        endSessions();

        browser.press("Upload and preview");
        browser.await("Your session has ended");
        assertAccessibleAnywhere();
        signIn();

        browser.await("Kept");
        browser.await("kept.csv");
    }

    private static void endSessions() {
        String table = stack.environment().get("POINTDROP_TOKENS_TABLE");
        dynamoDb.scan(request -> request.tableName(table))
                .items()
                .stream()
                .filter(item -> AttributeValue.fromS("session").equals(item.get("kind")))
                .forEach(item -> dynamoDb.deleteItem(request -> request.tableName(table)
                        .key(Map.of("token", Objects.requireNonNull(item.get("token"))))));
    }

    /// A status that no file can be made to stay in here is written into a copy of an import.
    @ParameterizedTest
    @EnumSource
    void thePageOfEachStatusIsAccessible(Status status) throws Exception {
        String table = stack.environment().get("POINTDROP_IMPORTS_TABLE");
        Map<String, AttributeValue> item = new HashMap<>(dynamoDb.query(request -> request.tableName(table)
                .keyConditionExpression("shop = :shop")
                .expressionAttributeValues(Map.of(":shop", AttributeValue.fromS("demo")))).items().getFirst());
        String id = String.format(Locale.ROOT, "20260101T000000Z-%010x",
                Integer.toUnsignedLong(status.name().hashCode()));
        item.put("id", AttributeValue.fromS(id));
        item.put("status", AttributeValue.fromS(status.name()));
        dynamoDb.putItem(request -> request.tableName(table).item(item));

        browser.open(web("/shops/demo/imports/" + id));
        browser.await("customers.csv");
        browser.await("Details");

        assertAccessibleAnywhere();
    }

    @Test
    void anExportIsAskedForAndDownloaded() throws Exception {
        browser.open(web("/shops/demo/exports"));
        browser.await("Recent exports");
        assertAccessibleAnywhere();

        browser.press("Export all customers");

        browser.await("The export is done");
        assertTrue(browser.offers("Download the file"));
        assertAccessibleAnywhere();
    }

    @Test
    void aLinkOfAMailOpensAPageAndIsRevokedThere() throws Exception {
        upload("Reset points", "link.csv", "Email,Points\nbob@example.com,10\nnobody@example.com,3\n");
        browser.await("1 row would fail");
        Matcher link = DOWNLOAD.matcher(body(stack.emulators().mailbox().mailsTo(OWNER).getLast()));
        assertTrue(link.find());
        browser.open(link.group());
        browser.await("Download ");
        assertAccessibleAnywhere();

        browser.press("Revoke this link");
        browser.await("Nobody can download");
        assertAccessibleAnywhere();
        browser.press("Revoke this link");
        browser.await("The link is revoked");
        assertAccessibleAnywhere();

        browser.reload();
        browser.await("This link does not work any more");
        assertAccessibleAnywhere();
    }

    @Test
    void theHistoryIsFilteredByTheAddressOfThePage() throws Exception {
        browser.open(web("/shops/demo/history"));
        browser.await("customers.csv");
        assertAccessibleAnywhere();

        browser.open(web("/shops/demo/history?kind=export"));
        browser.await("Imports and exports of this shop");

        assertFalse(browser.text().contains("customers.csv"));
        assertAccessibleAnywhere();
    }

    @Test
    void aCustomerIsLookedUpWithWhatChangedTheBalance() throws Exception {
        browser.open(web("/shops/demo/customers"));
        browser.fillIn("E-mail address of the customer", "nobody@example.com");
        browser.press("Look up");
        browser.await("No customer of this shop has the e-mail address");
        assertAccessibleAnywhere();

        browser.fillIn("E-mail address of the customer", "ADA@example.com");
        browser.press("Look up");
        browser.await("Recent changes");

        assertTrue(browser.text().contains("Ada"));
        assertAccessibleAnywhere();
    }

    @Test
    void aFormThatIsSentEmptySaysWhatIsMissing() {
        browser.open(web("/shops/demo/import"));
        browser.press("Upload and preview");

        browser.await("There is a problem");
        assertTrue(browser.focused().contains("Choose a CSV file"));
        assertAccessibleAnywhere();
    }

    @Test
    void pagesThatAreNotThereSaySo() {
        for (String path : List.of("/shops/demo/nothing", "/shops/other/import", "/nothing/at/all",
                "/shops/demo/imports/20260101T000000Z-ffffffffff")) {
            browser.open(web(path));
            browser.await("start page");
            assertAccessibleAnywhere();
        }
    }
}
