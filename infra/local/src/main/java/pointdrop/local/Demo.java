package pointdrop.local;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import pointdrop.domain.Customer;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Mailbox;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import software.amazon.awssdk.services.s3.S3Client;

/// The main job as a merchant sees it: enrol customers, look at what a file with good and bad rows would do, start it, read the result,
/// export the customers, and take the import back.
final class Demo implements AutoCloseable {
    private static final String SHOP = "demo";
    private static final List<EmailAddress> CUSTOMERS = Stream
            .of("ada", "grace", "alan", "katherine", "edsger", "barbara")
            .map(name -> new EmailAddress(name + "@example.com"))
            .toList();

    private final LocalStack stack;
    private final Path files;
    private final S3Client s3 = S3Client.create();
    private final Stores stores;
    private final StackClient stackClient;

    /// @param files the folder of the sample files
    Demo(LocalStack stack, Path files) {
        this.stack = stack;
        this.files = files;
        Map<String, String> variables = stack.environment();
        this.stores = Stores.of(new Environment(variables));
        this.stackClient = new StackClient(s3, variables);
    }

    /// @throws IllegalStateException where something is not as it should be
    void run() throws Exception {
        title("Six customers are enrolled: imports/demo/enroll/enroll.csv");
        HistoryEntry enrolled = drop("enroll", "enroll.csv");
        Map<EmailAddress, Long> before = balances();
        title("A file with good and bad rows is dropped with review=yes: imports/demo/add-points/add-points.csv");
        HistoryEntry reviewed = review("add-points", "add-points.csv");
        require(balances().equals(before), "a review changes nothing");
        title("It is started: requests/demo/start/" + reviewed.id());
        HistoryEntry added = ask(Verb.START, reviewed);
        title("Its summary: summaries/demo/" + added.id() + ".json");
        System.out.println(read("summaries/demo/" + added.id() + ".json"));
        title("The balances");
        printBalances(before, balances());
        title("The mail to the shop's owner");
        String mail = printLatestMail("owner@demo.example");
        title("The error report, fetched with the link in the mail");
        System.out.println(MailedLink.in(mail).open());
        title("The same file dropped again, by accident");
        drop("add-points", "add-points.csv");
        title("An export is asked for: exports/demo/");
        HistoryEntry exported = stackClient.await(stackClient.askForExport(SHOP, "team@demo.example"), _ -> {});
        System.out.printf(Locale.ROOT, "%s: %s%n%n", exported.status(), exported.message());
        String export = MailedLink.in(printLatestMail("team@demo.example")).open();
        System.out.println(export);

        title("The export dropped in again, unedited: imports/demo/reset-points/export.csv");
        HistoryEntry unedited = dropAgain(export);

        title("The file with good and bad rows is undone: requests/demo/undo/" + added.id());
        Map<EmailAddress, Long> applied = balances();
        HistoryEntry undone = ask(Verb.UNDO, added);
        System.out.println();
        printBalances(applied, balances());
        title("The history");
        Tables.printHistory(stores.imports().history(SHOP, 10));
        require(enrolled.counts().succeeded() == CUSTOMERS.size(), "all customers are enrolled");
        require(exported.rows() == CUSTOMERS.size(), "all customers are exported");
        require(unedited.counts().unchanged() == CUSTOMERS.size(), "an unedited export changes nothing");
        require(reviewed.review().projected().equals(added.counts()), "the import does what its review said");
        require(undone.counts().succeeded() == added.counts().changed(), "every change is taken back");
        require(balances().equals(before), "the balances are what they were");
        require(added.counts().succeeded() == 6 && added.counts().failed() == 4, "6 rows succeed, 4 fail");
    }

    private HistoryEntry drop(String action, String file) throws InterruptedException {
        return drop(action, files.resolve(file));
    }

    private HistoryEntry drop(String action, Path file) throws InterruptedException {
        Upload upload = stackClient.drop(SHOP, action, file, Map.of());
        return printed(stackClient.await(upload, _ -> {}));
    }

    private static HistoryEntry printed(HistoryEntry closed) {
        System.out.printf(Locale.ROOT, "%s: %s%n", closed.status(), closed.message());
        if (closed.status() == Status.COMPLETED) {
            System.out.printf(Locale.ROOT, "Success: %d rows, Failed: %d rows (%d changed, %d unchanged)%n",
                    closed.counts().succeeded(), closed.counts().failed(), closed.counts().changed(),
                    closed.counts().unchanged());
        }
        return closed;
    }

    private HistoryEntry review(String action, String file) throws Exception {
        Upload upload = stackClient.drop(SHOP, action, files.resolve(file), Map.of("review", "yes"));
        HistoryEntry ready = stackClient.await(upload, _ -> {});
        require(ready.status() == Status.READY, "the file is ready to be imported");
        System.out.print(ReadyText.of(ready, stores.data().openPreview(ready), stores.dataBucket()));
        return ready;
    }

    private HistoryEntry ask(Verb verb, HistoryEntry entry) throws InterruptedException {
        PendingRequest.Answer answer = stackClient.await(stackClient.ask(verb, SHOP, entry.id()), _ -> {});
        require(answer.moved() != null, "the request is not refused");
        return printed(Objects.requireNonNull(answer.moved()));
    }

    private Map<EmailAddress, Long> balances() {
        Map<EmailAddress, Long> balances = new TreeMap<>(java.util.Comparator.comparing(EmailAddress::value));
        stores.customers().read(SHOP, CUSTOMERS).forEach((email, stored) -> {
            Customer customer = stored.customer();
            require(customer != null, email + " is a customer");
            balances.put(email, customer == null ? 0 : customer.points());
        });
        return balances;
    }

    private static void printBalances(Map<EmailAddress, Long> before, Map<EmailAddress, Long> after) {
        Tables.print(List.of("Email", "Before", "Delta", "After"), after.keySet()
                .stream()
                .map(email -> List.<Object>of(email, before.getOrDefault(email, 0L),
                        String.format(Locale.ROOT, "%+d",
                                after.getOrDefault(email, 0L) - before.getOrDefault(email, 0L)),
                        after.getOrDefault(email, 0L)))
                .toList());
    }

    private HistoryEntry dropAgain(String export) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pointdrop-demo-");
        try {
            return drop("reset-points", Files.writeString(folder.resolve("export.csv"), export));
        } finally {
            Folders.deleteAllBut(folder, folder);
            Files.delete(folder);
        }
    }

    private String printLatestMail(String recipient) throws Exception {
        MimeMessage mail = stack.services().mailsTo(recipient).getLast();
        String text = Mailbox.text(mail);
        System.out.printf(Locale.ROOT, "To: %s%nSubject: %s%n%n%s%n", mail.getAllRecipients()[0], mail.getSubject(),
                text);
        return text;
    }

    private String read(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(stores.dataBucket()).key(key)).asUtf8String();
    }

    private static void title(String text) {
        System.out.printf(Locale.ROOT, "%n== %s%n%n", text);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("The demo expected that " + what + ", and it is not so.");
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
