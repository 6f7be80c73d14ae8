package pointdrop.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pointdrop.domain.Counts;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;
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

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("There is no file " + file + ".");
        }
        Map<String, String> variables = EndpointsFile.in(Main.data()).use();
        try (S3Client s3 = S3Client.create()) {
            StackClient stackClient = new StackClient(s3, variables);
            Upload upload = stackClient.drop(shop, action, file, Optional.ofNullable(notifyAddress), repeat);
            HistoryEntry closed = await(stackClient, upload);
            System.out.println(result(closed, variables));
            return closed.status() == Status.COMPLETED ? 0 : 1;
        }
    }

    private static HistoryEntry await(StackClient stackClient, Upload upload) throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("Importing").setUnit(" rows", 1).build()) {
            return stackClient.await(upload, entry -> {
                bar.maxHint(entry.rows());
                bar.stepTo(entry.counts().rows());
            });
        }
    }

    private static String result(HistoryEntry closed, Map<String, String> variables) {
        Counts counts = closed.counts();
        String lines = "Import %s: %s%n%s%n%s".formatted(closed.id(), closed.status(), closed.message(),
                StackClient.mailFailure(closed));
        return closed.ending().fileKey() == null
                ? lines
                : lines + String.format(Locale.ROOT, "Success: %d rows (%d changed, %d unchanged), Failed: %d rows%n",
                        counts.succeeded(),
                        counts.changed(), counts.unchanged(), counts.failed())
                        + String.format(Locale.ROOT, "Points added: %d, removed: %d%nError report: s3://%s/%s",
                                counts.pointsAdded(),
                                counts.pointsRemoved(), variables.get("POINTDROP_DATA_BUCKET"),
                                closed.ending().fileKey());
    }
}
