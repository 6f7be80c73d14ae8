package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/// S3 in memory. Calls and fields of requests that it does not know it refuses with an UnsupportedOperationException.
public final class SimulatedS3 implements ObjectCalls, DeletionCalls, MultipartCalls, ListingCalls {
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    private static final int KEY_BYTES = 1024;

    private final Calls calls;
    private final Buckets buckets;
    private final DownloadBreaks breaks;

    SimulatedS3(Calls calls, Buckets buckets) {
        this(calls, buckets, DownloadBreaks.NEVER);
    }

    SimulatedS3(Calls calls, Buckets buckets, DownloadBreaks breaks) {
        this.calls = calls;
        this.buckets = buckets;
        this.breaks = breaks;
    }

    @Override
    public DownloadBreaks breaks() {
        return breaks;
    }

    @Override
    public AtomicInteger openDownloads() {
        return buckets.countOfOpenDownloads();
    }

    @Override
    public <T> T call(SdkPojo request, Function<Bucket, T> effect, String... known) {
        RequestFields fields = RequestFields.of(request,
                Stream.concat(Stream.of("Bucket", "Key"), Stream.of(known)).toArray(String[]::new));
        String bucket = Objects.requireNonNullElse(fields.text("Bucket"), "");
        String key = Objects.requireNonNullElse(fields.text("Key"), "");
        return calls.make(new Calls.Call(fields.operation(), bucket, key, request), () -> {
            if (key.getBytes(UTF_8).length > KEY_BYTES) {
                throw S3Errors.badRequest("KeyTooLongError", "Your key is too long");
            }
            return effect.apply(buckets.bucket(bucket));
        });
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        RequestFields.refuseAllBut(request, "SourceBucket", "SourceKey", "SourceVersionId", "DestinationBucket",
                "DestinationKey");
        return calls.make(new Calls.Call("CopyObject", request.destinationBucket(), request.destinationKey(),
                request), () -> copy(request));
    }

    private CopyObjectResponse copy(CopyObjectRequest request) {
        Version source = buckets.bucket(request.sourceBucket())
                .find(request.sourceKey(), request.sourceVersionId(), null);
        if (request.sourceVersionId() == null && request.sourceKey().equals(request.destinationKey())
                && request.sourceBucket().equals(request.destinationBucket())) {
            throw S3Errors.badRequest("InvalidRequest", "This copy request is illegal because it is trying to copy an "
                    + "object to itself without changing the object's metadata");
        }
        // Of the bytes alone, also where the source was uploaded in parts.
        Content content = Content.of(source.content().copy());
        Version copy = buckets.bucket(request.destinationBucket())
                .put(request.destinationKey(), content, source.headers());
        return CopyObjectResponse.builder()
                .copyObjectResult(result -> result.eTag(content.quotedEtag()))
                .versionId(copy.answeredId())
                .copySourceVersionId(source.answeredId())
                .build();
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest request) {
        RequestFields.refuseAllBut(request, "Bucket");
        return calls.make(new Calls.Call("CreateBucket", request.bucket(), "", request), () -> {
            buckets.create(request.bucket());
            return CreateBucketResponse.builder().build();
        });
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        if (request.versioningConfiguration().status() != BucketVersioningStatus.ENABLED) {
            throw new UnsupportedOperationException("The simulation cannot suspend versioning");
        }
        return call(request, bucket -> {
            bucket.enableVersioning();
            return PutBucketVersioningResponse.builder().build();
        }, "VersioningConfiguration");
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
