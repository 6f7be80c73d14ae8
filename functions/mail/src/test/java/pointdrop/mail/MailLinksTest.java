package pointdrop.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.Environment;
import pointdrop.storage.FileLinks.FileLink;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;

@ExtendWith(InMemory.class)
class MailLinksTest {
    private static final String PAGE = "https://points.example";

    private final TestClock clock = new TestClock();
    private Deployment deployment;
    private MemoryAws aws;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.deployment = deployment;
        this.aws = aws;
    }

    private Stores stores(String webUrl) {
        Map<String, String> environment = deployment.environment();
        environment.put("POINTDROP_WEB_URL", webUrl);
        return Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(environment),
                Machine.withClock(clock));
    }

    /// Mails of an export that has ended.
    private HistoryEntry tell(Stores stores, Optional<String> notifyAddress) {
        Upload upload = new Upload("uploads", "exports/demo/all.json", "", clock.instant());
        HistoryEntry begun = stores.imports()
                .begin(Origin.of(upload, notifyAddress, Optional.empty(), Optional.empty()));
        HistoryEntry closed = stores.imports()
                .completeExport(begun, "exports/demo/1.csv",
                        new Summary(6, List.of(), 7, 7, "UTF-8", "comma", List.of()));
        Services.of(stores, deployment.aws().ses()).notifier().tell(closed);
        return closed;
    }

    private String mail() throws Exception {
        return Mailbox.text(deployment.mailsTo(deployment.contact()).getLast());
    }

    private static String line(String mail, String start) {
        return mail.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }

    @Test
    void whereThereIsAPageTheLinkOpensTheFileThereForSevenDays() throws Exception {
        Stores stores = stores(PAGE);
        HistoryEntry export = tell(stores, Optional.empty());

        String token = line(mail(), PAGE + "/d/").substring((PAGE + "/d/").length());

        FileLink link = stores.fileLinks().find(token).orElseThrow();
        assertEquals("demo exports/demo/1.csv customers-demo-%s.csv".formatted(export.id()),
                "%s %s %s".formatted(link.shop(), link.key(), link.file()));
        assertEquals(6, Duration.between(clock.instant(), link.validUntil()).toDays());
        assertTrue(mail().contains("The link is valid until " + Text.time(link.validUntil()) + "."), mail());
        clock.advance(Duration.ofDays(7));
        assertEquals(Optional.empty(), stores.fileLinks().find(token));
    }

    @Test
    void aFileHasOneLinkHoweverManyAddressesItsMailIsTriedFor() {
        aws.mails().refuse("gone@demo.example");

        tell(stores(PAGE), Optional.of("gone@demo.example"));

        assertEquals(1, deployment.items(deployment.tokensTable()).size());
    }

    @Test
    void aFileHasOneLinkHoweverLongAnotherInvocationClaimsItsMail() {
        Stores stores = stores(PAGE);
        HistoryEntry export = tell(stores, Optional.empty());
        clearMail(export);
        stores.imports().claimMail(export, "crashed", Duration.ofSeconds(3));

        Services.of(stores, deployment.aws().ses()).notifier().tell(export);

        assertEquals(2, deployment.items(deployment.tokensTable()).size());
    }

    /// As if it had not been sent.
    private void clearMail(HistoryEntry entry) {
        var item = new HashMap<>(deployment.items(deployment.importsTable()).getFirst().attributes());
        item.keySet().removeIf(name -> name.startsWith("mail"));
        deployment.dynamoDb().putItem(put -> put.tableName(deployment.importsTable()).item(item));
        assertEquals(entry.id(), Objects.requireNonNull(item.get("id")).s());
    }

    @Test
    void withoutAPageTheLinkIsSignedAndNothingIsStored() throws Exception {
        tell(stores(""), Optional.empty());

        String url = line(mail(), "https://");
        assertTrue(url.contains("/exports/demo/1.csv?") && url.contains("X-Amz-Expires=3600"), url);
        assertTrue(mail().contains("The link is valid until "), mail());
        assertEquals(0, deployment.items(deployment.tokensTable()).size());
    }

    @Test
    void aLinkToSignInIsMailedWithWhatItIs() throws Exception {
        Services.of(stores(PAGE), deployment.aws().ses())
                .signInMailer()
                .send("demo", deployment.contact(), PAGE + "/sign-in/abc");

        assertEquals("Sign in to demo", deployment.mailsTo(deployment.contact()).getLast().getSubject());
        for (String part : List.of(PAGE + "/sign-in/abc\n", "works once, for 15 minutes, and only in the browser",
                "If you did not ask, ignore this mail.")) {
            assertTrue(mail().contains(part), mail());
        }
    }

    @Test
    void anAddressThatSesRefusesForGoodIsNoError() throws Exception {
        aws.mails().refuse(deployment.contact());

        Services.of(stores(PAGE), deployment.aws().ses()).signInMailer().send("demo", deployment.contact(), PAGE);

        assertEquals(0, deployment.mailsTo(deployment.contact()).size());
    }
}
