package pointdrop.local;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import pointdrop.emulators.Mailbox;
import software.amazon.awssdk.services.s3.S3Client;

/// The page in a browser, on a stack as `pointdrop up` runs it, with what a merchant does on several pages.
final class Merchant implements AutoCloseable {
    private static final String OWNER = "owner@demo.example";
    private static final Pattern SIGN_IN = Pattern.compile("http\\S+/sign-in/\\S+");

    private final Path data;
    final LocalStack stack;
    final Browser browser;

    /// @param data where the stack and the files of the merchant are kept
    Merchant(Path data) throws Exception {
        this.data = data;
        this.stack = LocalStack.onFreePorts(Main.home(), data, Duration.ofMillis(50));
        try {
            this.browser = new Browser();
            browser.downloadTo(Files.createDirectories(data.resolve("downloads")));
        } catch (RuntimeException | IOException failed) {
            stack.close();
            throw failed;
        }
    }

    /// Puts a file as an S3 client does, and waits until it is imported.
    void drop(String action, Path file) throws Exception {
        try (S3Client s3 = S3Client.create()) {
            StackClient client = new StackClient(s3, stack.environment());
            client.await(client.drop("demo", action, file, Optional.empty(), false), _ -> {});
        }
    }

    Path file(String name, String text) throws Exception {
        return Files.writeString(data.resolve(name), text);
    }

    void open(String path) {
        browser.open(Objects.requireNonNull(stack.environment().get("POINTDROP_WEB_URL")) + path);
    }

    /// From the start page.
    ///
    /// @param look at each page that is passed
    void signIn(Runnable look) throws Exception {
        open("/?shop=demo");
        browser.await("Sign in");
        look.run();
        browser.fillIn("Your e-mail address", OWNER);
        signInAsAsked(look);
        browser.await("Import a file");
    }

    /// Asks for the link, opens it in a tab of its own, and comes back.
    void signInAsAsked(Runnable look) throws Exception {
        int mails = links(SIGN_IN).size();
        browser.press("Mail me a sign-in link");
        browser.await("Look into your mailbox");
        look.run();
        while (links(SIGN_IN).size() == mails) {
            Thread.sleep(50);
        }
        String tab = browser.openTab(links(SIGN_IN).getLast());
        browser.await("Sign in to demo");
        look.run();
        browser.press("Sign in to demo");
        browser.await("Import a file");
        browser.closeTab(tab);
    }

    /// What stands in mails to the owner, oldest first.
    List<String> links(Pattern link) throws Exception {
        List<String> found = new ArrayList<>();
        for (MimeMessage mail : stack.services().mailsTo(OWNER)) {
            link.matcher(Mailbox.text(mail)).results().map(MatchResult::group).forEach(found::add);
        }
        return found;
    }

    /// Up to the review.
    void upload(String action, Path file) {
        open("/shops/demo/import");
        choose(action, file);
        browser.press("Upload and preview");
    }

    void choose(String action, Path file) {
        browser.choose(action);
        browser.fillIn("2. Choose the CSV file", file.toString());
    }

    /// The text of the file that was downloaded, once it is there.
    ///
    /// @param name how its name begins
    String downloaded(String name) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(deadline)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(data.resolve("downloads"), name + "*.csv")) {
                for (Path file : found) {
                    return Files.readString(file);
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No " + name + "*.csv was downloaded");
    }

    @Override
    public void close() {
        browser.close();
        stack.close();
    }
}
