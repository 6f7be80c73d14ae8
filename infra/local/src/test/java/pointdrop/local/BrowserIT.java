package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pointdrop.domain.EmailAddress;
import pointdrop.storage.Environment;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The page in Chromium, on the stack as `pointdrop up` runs it: what a merchant does, from signing in to an undo. Each state of the page
/// is held against axe, and against a screen of 320 pixels.
@Timeout(240)
@Tag("browser")
class BrowserIT {
    private static final Pattern DOWNLOAD = Pattern.compile("http\\S+/d/\\S+");
    private static final String NOT_RUN = "The browser tests did not run: there is no chromium and chromedriver on the PATH.";
    /// Whether a machine without a browser fails.
    private static final boolean REQUIRED = "yes".equals(System.getenv("POINTDROP_BROWSER_REQUIRED"));
    private static final int PHONE = 320;
    private static final int DESK = 1100;

    @TempDir
    private static Path data;

    private static Merchant merchant;
    private static Browser browser;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() throws Exception {
        if (!Browser.isInstalled() && !REQUIRED) {
            System.out.println(NOT_RUN);
        }
        assumeTrue(Browser.isInstalled() || REQUIRED, NOT_RUN);
        assertTrue(Browser.isInstalled(), NOT_RUN);
        merchant = new Merchant(data);
        browser = merchant.browser;
        dynamoDb = DynamoDbClient.create();
        merchant.drop("enroll", merchant.file("customers.csv",
                "Email,Name,Points\nada@example.com,Ada,1129\nbob@example.com,Bob,10\n"));
        merchant.signIn(BrowserIT::assertAccessibleAnywhere);
    }

    @AfterAll
    static void stop() {
        if (merchant != null) {
            dynamoDb.close();
            merchant.close();
        }
    }

    @BeforeEach
    void beAtADesk() {
        browser.width(DESK);
    }

    private static void assertAccessibleAnywhere() {
        browser.assertAccessible();
        browser.colours("dark");
        browser.width(PHONE);
        browser.assertAccessible();
        browser.colours("light");
        browser.width(DESK);
    }

    private static void upload(String action, String name, String text) throws Exception {
        merchant.upload(action, merchant.file(name, text));
    }

    private static long balance(String email) {
        var address = new EmailAddress(email);
        var found = Stores.of(new Environment(merchant.stack.environment())).customers().read("demo", List.of(address));
        return Objects.requireNonNull(Objects.requireNonNull(found.get(address)).customer()).points();
    }

    @Test
    void aFileIsReviewedStartedAndTakenBack() throws Exception {
        long before = balance("ada@example.com");
        upload("Add or remove points", "may.csv",
                "Email,Points,Reason\nada@example.com,371,May\nbob@example.com,+5,May\n");
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
        browser.press("See the import");
        browser.await("This import was undone");
        browser.press("History");
        browser.await("Undo of may.csv");
        browser.await("2 of 2 rows applied, +376 points. An undo followed");
    }

    @Test
    void aFileThatCannotBeImportedSaysWhyAndOffersATemplate() throws Exception {
        upload("Add or remove points", "wrong.csv", "Email,Pts\nada@example.com,1\n");

        browser.await("The file was not imported");
        assertTrue(browser.text().contains("Points"));
        assertTrue(browser.offers("Download a template"));
        assertAccessibleAnywhere();
    }

    @Test
    void aFileThatIsNoCsvIsRefusedBeforeItIsUploaded() throws Exception {
        upload("Add or remove points", "may.xlsx", "PK");

        browser.await("There is a problem");
        assertTrue(browser.focused().contains("is not a CSV file"));
        assertAccessibleAnywhere();
    }

    @Test
    void ofAFileThatIsHalfAppliedTheRestIsDownloaded() throws Exception {
        upload("Add or remove points", "half.csv", "Email,Points\nada@example.com,2\nnobody@example.com,3\n");
        browser.await("1 row would fail and is left out");
        browser.press("Apply: 1 customer, +2 points");

        browser.await("Success: 1 row, Failed: 1 row, Total: 2");
        assertTrue(browser.offers("Import the corrected file"));
        assertAccessibleAnywhere();
        browser.press("Download rows to fix");
        assertTrue(merchant.downloaded("errors-demo-").contains("nobody@example.com"));
    }

    @Test
    void theSameFileIsAppliedAgainOnlyOnPurpose() throws Exception {
        String file = "Email,Points\nbob@example.com,7\n";
        long before = balance("bob@example.com");
        upload("Add or remove points", "twice.csv", file);
        browser.press("Apply: 1 customer");
        browser.await("Success: 1 row");

        upload("Add or remove points", "twice.csv", file);
        browser.await("This file was imported before");
        assertFalse(browser.text().contains("metadata"));
        assertAccessibleAnywhere();
        browser.press("Apply again");
        browser.await("You are about to apply a file again");
        assertAccessibleAnywhere();
        merchant.choose("Add or remove points", merchant.file("twice.csv", file));
        browser.press("Upload and preview");
        browser.press("Apply: 1 customer");

        browser.await("Success: 1 row");
        assertEquals(before + 14, balance("bob@example.com"));
    }

    @Test
    void whatOneTabCancelsTheOtherTabCannotStart() throws Exception {
        upload("Add or remove points", "tabs.csv", "Email,Points\nbob@example.com,9\n");
        browser.await("Nothing has been changed yet");
        String entry = browser.address();
        String first = browser.openTab(entry);
        browser.press("Cancel this import");
        browser.await("The import was cancelled");
        assertAccessibleAnywhere();
        browser.closeTab(first);

        if (browser.offers("Apply: 1 customer")) {
            browser.press("Apply: 1 customer");
        }

        browser.await("The import was cancelled");
        assertFalse(browser.offers("Apply: 1 customer"));
    }

    @Test
    void whatWasEnteredStaysWhereTheSessionEnds() throws Exception {
        merchant.open("/shops/demo/import");
        merchant.choose("Set balances", merchant.file("kept.csv", "Email,Points\nbob@example.com,10\n"));
        browser.fillIn("3. Note", "Kept");
        endSessions();

        browser.press("Upload and preview");
        browser.await("Your session has ended");
        assertAccessibleAnywhere();
        merchant.signInAsAsked(BrowserIT::assertAccessibleAnywhere);

        browser.await("Kept");
        browser.await("kept.csv");
    }

    private static void endSessions() {
        String table = merchant.stack.environment().get("POINTDROP_TOKENS_TABLE");
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
        String table = merchant.stack.environment().get("POINTDROP_IMPORTS_TABLE");
        Map<String, AttributeValue> item = new HashMap<>(dynamoDb.query(request -> request.tableName(table)
                .keyConditionExpression("shop = :shop")
                .expressionAttributeValues(Map.of(":shop", AttributeValue.fromS("demo")))).items().getFirst());
        String id = String.format(Locale.ROOT, "20260101T000000Z-%010x",
                Integer.toUnsignedLong(status.name().hashCode()));
        item.put("id", AttributeValue.fromS(id));
        item.put("status", AttributeValue.fromS(status.name()));
        dynamoDb.putItem(request -> request.tableName(table).item(item));

        merchant.open("/shops/demo/imports/" + id);
        browser.await("customers.csv");
        browser.await("Details");

        assertAccessibleAnywhere();
    }

    @Test
    void anExportIsAskedForAndDownloaded() throws Exception {
        merchant.open("/shops/demo/exports");
        browser.await("Recent exports");
        assertAccessibleAnywhere();

        browser.press("Export all customers");

        browser.await("The export is done");
        assertAccessibleAnywhere();
        browser.press("Download the file");
        assertTrue(merchant.downloaded("customers-demo-").contains("ada@example.com"));
    }

    @Test
    void aLinkOfAMailOpensAPageAndIsRevokedThere() throws Exception {
        upload("Set balances", "link.csv", "Email,Points\nbob@example.com,4711\nnobody@example.com,3\n");
        browser.await("1 row would fail");
        browser.open(merchant.links(DOWNLOAD).getLast());
        browser.await("Download ");
        assertAccessibleAnywhere();
        browser.press("Download review-errors-demo-");
        assertTrue(merchant.downloaded("review-errors-demo-").contains("nobody@example.com"));

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
        merchant.open("/shops/demo/history");
        browser.await("customers.csv");
        assertAccessibleAnywhere();

        merchant.open("/shops/demo/history?kind=export");
        browser.await("Imports and exports of this shop");

        assertFalse(browser.text().contains("customers.csv"));
        assertAccessibleAnywhere();
    }

    @Test
    void aCustomerIsLookedUpWithWhatChangedTheBalance() throws Exception {
        merchant.open("/shops/demo/customers");
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
        merchant.open("/shops/demo/import");
        browser.press("Upload and preview");

        browser.await("There is a problem");
        assertTrue(browser.focused().contains("Choose a CSV file"));
        assertAccessibleAnywhere();
    }

    @Test
    void aScreenReaderReadsThePageInTheOrderOfItsSteps() throws Exception {
        merchant.open("/shops/demo/import");
        browser.await("Upload and preview");

        assertInOrder(browser.outline(), "link Skip to main content", "link Pointdrop", "link Import", "link Customers",
                "button Sign out", "heading 1 Import a file", "group 1. What should the file do?",
                "radio Add or remove points", "link Template for “Add or remove points”",
                "radio Add or update customers",
                "button 2. Choose the CSV file", "textbox 3. Note (optional)",
                "textbox 4. Who gets the mail? (optional)", "button Upload and preview");

        upload("Add or remove points", "read.csv", "Email,Points\nada@example.com,2\nada@example,3\n");
        browser.await("Nothing has been changed yet");

        assertInOrder(browser.outline(), "heading 1 read.csv", "heading 2 Nothing has been changed yet",
                "button Apply: 1 customer, +2 points", "button Cancel this import", "link Download rows to fix",
                "heading 2 What was found", "heading 2 Preview", "region Preview of the rows", "table All 2 rows",
                "heading 2 Problems that the check found", "heading 2 Details", "link The file as it was uploaded");
    }

    private static void assertInOrder(List<String> read, String... expected) {
        List<String> wanted = List.of(expected);
        assertEquals(wanted, read.stream().filter(wanted::contains).toList(), read::toString);
    }

    @Test
    void pagesThatAreNotThereSaySo() {
        for (String path : List.of("/shops/demo/nothing", "/shops/other/import", "/nothing/at/all",
                "/shops/demo/imports/20260101T000000Z-ffffffffff")) {
            merchant.open(path);
            browser.await("start page");
            assertAccessibleAnywhere();
        }
    }
}
