package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import pointdrop.emulators.Aws;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.StoredObject;
import pointdrop.export.ExportHandler;
import pointdrop.importer.AbandonHandler;
import pointdrop.importer.ImportHandler;
import pointdrop.mail.Services;
import pointdrop.request.RequestHandler;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import pointdrop.validate.ValidateHandler;

/// Calls the functions as S3 and SQS do, in the thread of the test.
final class Platform {
    private final Deployment deployment;
    private final Stores stores;
    private final ValidateHandler validate;
    private final ImportHandler importer;
    private final ExportHandler export;
    private final RequestHandler request;
    private final AbandonHandler abandon;

    Platform(Deployment deployment, Aws aws, Machine machine) {
        this(deployment, aws, machine, Map.of());
    }

    /// @param settings variables that differ from those of template.yaml
    Platform(Deployment deployment, Aws aws, Machine machine, Map<String, String> settings) {
        Map<String, String> environment = deployment.environment();
        environment.putAll(settings);
        this.deployment = deployment;
        this.stores = Stores.of(aws.s3(), aws.dynamoDb(), new Environment(environment), machine);
        Services services = Services.of(stores.logging(deployment.log()), aws.ses());
        this.validate = new ValidateHandler(services);
        this.importer = new ImportHandler(services);
        this.export = new ExportHandler(services);
        this.request = new RequestHandler(services);
        this.abandon = new AbandonHandler(services);
    }

    static Platform of(Deployment deployment) {
        return new Platform(deployment, deployment.aws(), Machine.real());
    }

    private static LambdaContext context() {
        return new LambdaContext("Function", Duration.ofMinutes(5));
    }

    void validate(StoredObject upload) {
        validate.handleRequest(Events.read(S3Event.class, Events.s3(upload)), context());
    }

    void export(StoredObject upload) {
        export.handleRequest(Events.read(S3Event.class, Events.s3(upload)), context());
    }

    void request(StoredObject upload) {
        request.handleRequest(Events.read(S3Event.class, Events.s3(upload)), context());
    }

    /// @param key of a chunk, or of its review
    void importChunk(String key) {
        importer.handleRequest(message(chunkEvent(key)), context());
    }

    /// As the dead-letter queue does after the last delivery of a chunk.
    void abandonChunk(String key) {
        abandon.handleRequest(message(chunkEvent(key)), context());
    }

    /// As the dead-letter queue does after the last delivery of an upload.
    void abandonUpload(StoredObject upload) {
        abandon.handleRequest(message(Events.failure("Function", Events.s3(upload), 3, "It failed")), context());
    }

    private String chunkEvent(String key) {
        return Events.s3(new StoredObject(deployment.dataBucket(), key, "", "etag", 1, Instant.EPOCH));
    }

    private static SQSEvent message(String body) {
        return Events.read(SQSEvent.class, Events.sqs("Queue", "message", body, 1));
    }

    /// Puts a file and delivers what comes of it, each event once.
    HistoryEntry drop(String key, byte[] file) {
        StoredObject upload = deployment.upload(key, file, Map.of());
        validate(upload);
        importAll("chunks/", history(upload));
        return history(upload);
    }

    /// Delivers all chunks of an import.
    ///
    /// @param folder `chunks/` or `reviews/`
    void importAll(String folder, HistoryEntry entry) {
        deployment.dataKeys(folder + entry.shop() + "/" + entry.id() + "/").forEach(this::importChunk);
    }

    /// The key of the only chunk of an upload.
    String onlyChunk(StoredObject upload) {
        HistoryEntry entry = history(upload);
        assertEquals(1, entry.progress().chunks());
        return "chunks/%s/%s/0.csv.gz".formatted(entry.shop(), entry.id());
    }

    /// The entry of an upload that is validated now.
    HistoryEntry validated(StoredObject upload) {
        validate(upload);
        return history(upload);
    }

    /// An entry of the shop `demo` as it stands.
    HistoryEntry entry(String id) {
        return entry("demo", id);
    }

    HistoryEntry entry(String shop, String id) {
        return stores.imports().get(shop, id);
    }

    /// The entry of an upload as it stands.
    HistoryEntry history(StoredObject object) {
        Upload upload = new Upload(object.bucket(), object.key(), object.version(), object.time());
        return stores.imports().get(upload.shop(), upload.id());
    }
}
