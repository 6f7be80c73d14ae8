package pointdrop.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A client of a running stack: drops files and requests as a merchant does, and waits for the result.
final class StackClient {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final S3Client s3;
    private final ImportsTable imports;
    private final String uploadsBucket;

    /// @param variables of a running stack
    StackClient(S3Client s3, Map<String, String> variables) {
        Environment environment = new Environment(variables);
        this.s3 = s3;
        this.imports = Stores.of(environment).imports();
        this.uploadsBucket = environment.required("POINTDROP_UPLOADS_BUCKET");
    }

    /// Puts a file under `imports/{shop}/{action}/`.
    Upload drop(String shop, String action, Path file, Optional<String> notifyAddress, boolean repeat) {
        String key = "imports/%s/%s/%s".formatted(shop, action, file.getFileName());
        Map<String, String> metadata = new HashMap<>();
        notifyAddress.ifPresent(address -> metadata.put("notify", address));
        if (repeat) {
            metadata.put("repeat", "yes");
        }
        return put(key, metadata, RequestBody.fromFile(file));
    }

    /// Asks for an export.
    Upload askForExport(String shop, String recipient) {
        String request = "{\"email\": \"%s\"}".formatted(recipient.replace("\\", "\\\\").replace("\"", "\\\""));
        return put("exports/%s/%s.json".formatted(shop, UUID.randomUUID()), Map.of(),
                RequestBody.fromString(request));
    }

    private Upload put(String key, Map<String, String> metadata, RequestBody body) {
        String version = s3.putObject(request -> request.bucket(uploadsBucket).key(key).metadata(metadata), body)
                .versionId();
        return s3.listObjectVersionsPaginator(request -> request.bucket(uploadsBucket).prefix(key))
                .versions()
                .stream()
                .filter(put -> put.key().equals(key) && put.versionId().equals(version))
                .map(put -> new Upload(uploadsBucket, key, version, put.lastModified()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("S3 does not list the upload " + key));
    }

    /// What a person is told of the mail where none can be sent; else empty.
    static String mailFailure(HistoryEntry closed) {
        return closed.ending().mailFailed() ? "No mail was sent: every address for it was refused.%n".formatted() : "";
    }

    /// Waits until an import or export has closed and its mail is sent, or refused for good.
    ///
    /// @param onProgress called with the current entry from time to time
    HistoryEntry await(Upload upload, Consumer<HistoryEntry> onProgress) throws InterruptedException {
        while (true) {
            Optional<HistoryEntry> found = imports.find(upload.shop(), upload.id());
            found.ifPresent(onProgress);
            if (found.isPresent() && found.get().status().closed() && !found.get().mailDue()) {
                return found.get();
            }
            Thread.sleep(PAUSE);
        }
    }
}
