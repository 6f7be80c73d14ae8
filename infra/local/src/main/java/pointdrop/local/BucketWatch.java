package pointdrop.local;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import pointdrop.emulators.StoredObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// Detects objects that are put under a prefix. S3Mock sends no event notifications.
final class BucketWatch implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final S3Client s3;
    private final String bucket;
    private final String prefix;
    private final Journal journal;
    private final Consumer<StoredObject> onPut;
    private final Set<String> noticed = new HashSet<>();

    /// @param journal objects in it are skipped
    /// @param onPut called once for each other object; it adds the object to the journal once it is delivered
    BucketWatch(S3Client s3, String bucket, String prefix, Journal journal, Consumer<StoredObject> onPut) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.journal = journal;
        this.onPut = onPut;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Instant start = Instant.now();
                look();
                Duration took = Duration.between(start, Instant.now());
                // A long listing keeps S3Mock from answering others.
                Thread.sleep(took.compareTo(PAUSE) > 0 ? took : PAUSE);
            } catch (InterruptedException stopped) {
                return;
            } catch (SdkException unanswered) {
                if (!Thread.currentThread().isInterrupted()) {
                    Console.log("Cannot list " + bucket + ": " + unanswered.getMessage());
                }
            }
        }
    }

    private void look() {
        s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(prefix))
                .versions()
                .stream()
                .map(version -> StoredObject.of(bucket, version))
                .filter(object -> !journal.has(object) && noticed.add(object.identity()))
                .forEach(onPut);
    }
}
