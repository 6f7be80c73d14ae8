package pointdrop.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import software.amazon.awssdk.services.s3.S3Client;

@Command(name = "import", mixinStandardHelpOptions = true, description = "Drops a file and waits for its result. Exits with 0 only when the import completed.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHOP")
    @SuppressWarnings("NullAway.Init")
    private String shop;

    @Parameters(paramLabel = "ACTION", description = "add-points, reset-points, update-birthday, update-customers, enroll or upsert")
    @SuppressWarnings("NullAway.Init")
    private String action;

    @Parameters(paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--notify", paramLabel = "EMAIL", description = "Mail the result there instead of to the shop's contact, if the shop allows it.")
    private @Nullable String notifyAddress;

    @Option(names = "--repeat", description = "Import an add-points file even though the same file was imported within the last 7 days.")
    private boolean repeat;

    @Option(names = "--review", description = "Find out what the import would do, and change nothing. Exits with 0 when it is ready to be started.")
    private boolean review;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("There is no file " + file + ".");
        }
        Map<String, String> metadata = new HashMap<>();
        if (notifyAddress != null) {
            metadata.put("notify", notifyAddress);
        }
        if (repeat) {
            metadata.put("repeat", "yes");
        }
        if (review) {
            metadata.put("review", "yes");
        }
        Map<String, String> variables = EndpointsFile.in(Main.data()).use();
        try (S3Client s3 = S3Client.create()) {
            StackClient stackClient = new StackClient(s3, variables);
            HistoryEntry entry = await(stackClient, stackClient.drop(shop, action, file, metadata));
            Stores stores = stackClient.stores();
            System.out.print(entry.status() == Status.READY
                    ? ReadyText.of(entry, stores.data().openPreview(entry), stores.dataBucket())
                    : ResultText.of(entry, stores.dataBucket()));
            return entry.status() == (review ? Status.READY : Status.COMPLETED) ? 0 : 1;
        }
    }

    private HistoryEntry await(StackClient stackClient, Upload upload) throws InterruptedException {
        try (RowsBar bar = new RowsBar(review ? "Reviewing" : "Importing")) {
            return stackClient.await(upload, bar);
        }
    }
}
