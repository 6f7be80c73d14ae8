package pointdrop.emulators.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.S3Client;

/// What all calls to S3 in memory stand on.
interface S3Calls extends S3Client {
    DownloadBreaks breaks();

    AtomicInteger openDownloads();

    /// @param effect what the call does to its bucket, when it takes effect
    /// @param known fields that the request may have beside its bucket and its key
    <T> T call(SdkPojo request, Function<Bucket, T> effect, String... known);
}
