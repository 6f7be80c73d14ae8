package pointdrop.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A client of a running stack: drops files and requests as a merchant does, and waits for the result.
final class StackClient {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final S3Client s3;
    private final Stores stores;
    private final String uploadsBucket;

    /// @param variables of a running stack
    StackClient(S3Client s3, Map<String, String> variables) {
        this(s3, Stores.of(new Environment(variables)));
    }

    StackClient(S3Client s3, Stores stores) {
        this.s3 = s3;
        this.stores = stores;
        this.uploadsBucket = stores.uploadsBucket();
    }

    Stores stores() {
        return stores;
    }

    /// Puts a file under `imports/{shop}/{action}/`.
    Upload drop(String shop, String action, Path file, Optional<String> notifyAddress, boolean repeat) {
        Map<String, String> metadata = new HashMap<>();
        notifyAddress.ifPresent(address -> metadata.put("notify", address));
        if (repeat) {
            metadata.put("repeat", "yes");
        }
        return drop(shop, action, file, metadata);
    }

    /// The same with any metadata.
    Upload drop(String shop, String action, Path file, Map<String, String> metadata) {
        return put("imports/%s/%s/%s".formatted(shop, action, file.getFileName()), metadata,
                RequestBody.fromFile(file));
    }

    /// Asks for something to be done with an import.
    PendingRequest ask(Verb verb, String shop, String importId) {
        Optional<String> failedUndo = PendingRequest.failedUndo(stores.imports(), shop, importId);
        Upload put = put(Request.key(verb, shop, importId), Map.of(), RequestBody.empty());
        return new PendingRequest(stores, Request.of(put, Optional.empty()), verb, failedUndo);
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

    /// Waits until an import or export has closed, or is ready to be started, and its mail is sent, or refused for good.
    ///
    /// @param onProgress called with the current entry from time to time
    HistoryEntry await(Upload upload, Consumer<HistoryEntry> onProgress) throws InterruptedException {
        return await(() -> {
            Optional<HistoryEntry> found = stores.imports().find(upload.shop(), upload.id());
            found.ifPresent(onProgress);
            return found
                    .filter(entry -> (entry.status().closed() || entry.status() == Status.READY) && !entry.mailDue());
        });
    }

    /// Waits until a request is refused, or what it asks for has ended, and its mail is sent, or refused for good.
    ///
    /// @param onProgress called with the entry that it moves from time to time
    PendingRequest.Answer await(PendingRequest request, Consumer<HistoryEntry> onProgress)
            throws InterruptedException {
        return await(() -> {
            request.moved().ifPresent(onProgress);
            return request.answer();
        });
    }

    private static <T> T await(Supplier<Optional<T>> look) throws InterruptedException {
        for (Optional<T> found = look.get();; found = look.get()) {
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(PAUSE);
        }
    }
}
