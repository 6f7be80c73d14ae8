package pointdrop.benchmark;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import pointdrop.domain.ImportId;
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

    /// With clients of the emulators of a machine. Of the log, only errors are shown.
    static InProcess on(Machine machine) {
        return new InProcess(machine.deployment(),
                Services.of(machine.deployment().environment(), InProcess::showError));
    }

    private static void showError(String line) {
        if (line.contains("\"level\":\"ERROR\"")) {
            System.err.println(line);
        }
    }

    /// Validates a file.
    HistoryEntry validate(String action, Path file) {
        return validate(deployment.upload("imports/demo/" + action + "/file.csv", file));
    }

    /// Validates an upload.
    HistoryEntry validate(StoredObject upload) {
        new ValidateHandler(services).handleRequest(s3(upload), context());
        return entry(upload);
    }

    /// Imports the chunks of a file that was validated.
    HistoryEntry importChunks(HistoryEntry validated) {
        ImportHandler handler = new ImportHandler(services);
        IntStream.range(0, validated.progress().chunks())
                .forEach(number -> handler.handleRequest(message(validated, number), context()));
        return entry(validated.id());
    }

    /// The message that brings a chunk to the import function.
    SQSEvent message(HistoryEntry validated, int number) {
        return Events.read(SQSEvent.class,
                Events.sqs("ChunksQueue", "message", Events.s3(chunk(validated, number)), 1));
    }

    /// A chunk of a file that was validated.
    StoredObject chunk(HistoryEntry validated, int number) {
        return new StoredObject(deployment.dataBucket(),
                String.format(Locale.ROOT, "chunks/demo/%s/%d.csv.gz", validated.id(), number), "", "etag", 1,
                Instant.EPOCH);
    }

    /// Exports all customers.
    HistoryEntry export() {
        StoredObject upload = deployment.upload("exports/demo/all.json", "{\"email\": \"me@demo.example\"}");
        new ExportHandler(services).handleRequest(s3(upload), context());
        return entry(upload);
    }

    private static S3Event s3(StoredObject upload) {
        return Events.read(S3Event.class, Events.s3(upload));
    }

    private static LambdaContext context() {
        return new LambdaContext("Function", Duration.ofMinutes(15));
    }

    /// Not the latest one: those of one second are in no order of time.
    private HistoryEntry entry(StoredObject upload) {
        return entry(ImportId.of(upload.bucket(), upload.key(), upload.version(), upload.time()));
    }

    HistoryEntry entry(String id) {
        return services.stores().imports().get("demo", id);
    }
}
