package pointdrop.benchmark;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.StoredObject;
import pointdrop.export.ExportHandler;
import pointdrop.importer.ImportHandler;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.validate.ValidateHandler;

/// Calls the functions in this process, one after the other, for uploads of the shop `demo`.
///
/// @param services that the functions work with
record InProcess(Deployment deployment, Services services) {

    /// Validates a file.
    HistoryEntry validate(String action, Path file) {
        StoredObject upload = deployment.upload("imports/demo/" + action + "/file.csv", file);
        new ValidateHandler(services).handleRequest(s3(upload), context());
        return latest();
    }

    /// Imports the chunks of a file that was validated.
    HistoryEntry importChunks(HistoryEntry validated) {
        ImportHandler handler = new ImportHandler(services);
        IntStream.range(0, validated.progress().chunks())
                .forEach(chunk -> handler.handleRequest(message(validated, chunk), context()));
        return latest();
    }

    private SQSEvent message(HistoryEntry entry, int chunk) {
        StoredObject object = new StoredObject(deployment.dataBucket(),
                String.format(Locale.ROOT, "chunks/demo/%s/%d.csv.gz", entry.id(), chunk), "", "etag", 1,
                Instant.EPOCH);
        return Events.read(SQSEvent.class, Events.sqs("ChunksQueue", "message", Events.s3(object), 1));
    }

    /// Exports all customers.
    HistoryEntry export() {
        StoredObject upload = deployment.upload("exports/demo/all.json", "{\"email\": \"me@demo.example\"}");
        new ExportHandler(services).handleRequest(s3(upload), context());
        return latest();
    }

    private static S3Event s3(StoredObject upload) {
        return Events.read(S3Event.class, Events.s3(upload));
    }

    private static LambdaContext context() {
        return new LambdaContext("Function", Duration.ofMinutes(15));
    }

    private HistoryEntry latest() {
        return services.stores().imports().history("demo", 1).getFirst();
    }
}
