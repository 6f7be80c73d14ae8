package pointdrop.local;

import java.util.Locale;

import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;
import pointdrop.storage.Upload;
import software.amazon.awssdk.services.s3.S3Client;

@Command(name = "export", mixinStandardHelpOptions = true, description = "Exports the customers of a shop and mails the link. Exits with 0 only when the export completed.")
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHOP")
    @SuppressWarnings("NullAway.Init")
    private String shop;

    @Parameters(paramLabel = "EMAIL", description = "Where to mail the link; the shop must allow it.")
    @SuppressWarnings("NullAway.Init")
    private String email;

    @Override
    public Integer call() throws Exception {
        Map<String, String> variables = EndpointsFile.in(Main.data()).use();
        try (S3Client s3 = S3Client.create()) {
            StackClient stackClient = new StackClient(s3, variables);
            HistoryEntry closed = await(stackClient, stackClient.askForExport(shop, email));
            System.out.printf(Locale.ROOT, "Export %s: %s%n%s%n%s", closed.id(), closed.status(), closed.message(),
                    StackClient.mailFailure(closed));
            if (closed.status() != Status.COMPLETED) {
                return 1;
            }
            System.out.printf(Locale.ROOT, "File: s3://%s/%s%n", variables.get("POINTDROP_DATA_BUCKET"),
                    closed.ending().fileKey());
            return 0;
        }
    }

    private static HistoryEntry await(StackClient stackClient, Upload request) throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("Exporting").setUnit(" customers", 1).build()) {
            return stackClient.await(request, export -> {
                if (export.status().closed()) {
                    bar.maxHint(export.rows());
                    bar.stepTo(export.rows());
                }
            });
        }
    }
}
