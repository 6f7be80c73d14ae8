package pointdrop.benchmark;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pointdrop.emulators.Emulators;
import pointdrop.local.LocalStack;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The local stack as `pointdrop up` runs it, with free ports and a folder of its own.
final class RunningStack implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final ScratchFolder folder = ScratchFolder.create();
    private final BlockingQueue<MimeMessage> mails = new LinkedBlockingQueue<>();
    private final LocalStack stack;
    private final Stores stores;

    RunningStack(Path home) throws Exception {
        // As the script of `pointdrop` sets it: each mail would take 40 ms more.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Emulators.Ports ports = Emulators.Ports.free();
        Emulators emulators = LocalStack.emulators(home, folder.path(), ports);
        this.stack = new LocalStack(home, folder.path(), emulators, ports.web(), LocalStack.FIRST_WAIT);
        emulators.mailbox().onMail(mails::add);
        this.stores = Stores.of(new Environment(stack.environment()));
    }

    Path folder() {
        return folder.path();
    }

    /// A client as the functions have it.
    DynamoDbClient dynamoDb() {
        return stores.dynamoDb();
    }

    String customersTable() {
        return stores.environment().required("POINTDROP_CUSTOMERS_TABLE");
    }

    /// Puts an object into the uploads bucket.
    ///
    /// @return what it took until the next mail was in the mailbox
    Measured untilMail(String key, RequestBody body, Map<String, String> metadata) {
        return Measured.of(() -> {
            s3().putObject(request -> request.bucket(stores.uploadsBucket()).key(key).metadata(metadata), body);
            awaitMail();
        });
    }

    private S3Client s3() {
        return stores.s3();
    }

    private void awaitMail() {
        try {
            if (mails.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS) == null) {
                throw new IllegalStateException("No mail within " + LONGEST_WAIT);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    HistoryEntry latest() {
        return stores.imports().history("demo", 1).getFirst();
    }

    @Override
    public void close() throws IOException {
        stack.close();
        folder.close();
    }
}
