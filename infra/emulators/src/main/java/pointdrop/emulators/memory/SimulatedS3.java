package pointdrop.emulators.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import pointdrop.emulators.memory.Calls.Call;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// S3 in memory. Calls and fields of requests that it does not know it refuses with an UnsupportedOperationException.
public final class SimulatedS3 implements S3Client {
    private final Calls calls;
    private final Buckets buckets;
    private final DownloadBreaks breaks;
    private final ObjectCalls objects;
    private final MultipartCalls multipart;
    private final Listings listings;

    SimulatedS3(Calls calls, Buckets buckets) {
        this(calls, buckets, DownloadBreaks.NEVER);
    }

    SimulatedS3(Calls calls, Buckets buckets, DownloadBreaks breaks) {
        this.calls = calls;
        this.buckets = buckets;
        this.breaks = breaks;
        this.objects = new ObjectCalls(buckets);
        this.multipart = new MultipartCalls(buckets);
        this.listings = new Listings(buckets);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "ContentType", "Metadata", "IfMatch", "IfNoneMatch");
        Content content = read(body);
        String contentType = request.contentType() == null ? body.contentType() : request.contentType();
        Version.Headers headers = Version.Headers.of(contentType, request.metadata());
        return calls.make(new Call("PutObject", request.bucket(), request.key()),
                () -> objects.put(request, content, headers));
    }

    /// Read once, before the call: it may take effect later, or twice.
    private static Content read(RequestBody body) {
        try (InputStream stream = body.contentStreamProvider().newStream()) {
            byte[] bytes = stream.readAllBytes();
            if (body.optionalContentLength().orElse((long) bytes.length) != bytes.length) {
                throw new UnsupportedOperationException("The simulation knows no body of another length than it says");
            }
            return Content.of(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "VersionId", "Range", "IfMatch");
        Call call = new Call("GetObject", request.bucket(), request.key());
        Download download = calls.make(call, () -> objects.get(request));
        return download.into(transformer, breaks.after(call, download.range().length()));
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "VersionId", "IfMatch");
        return calls.make(new Call("HeadObject", request.bucket(), request.key()), () -> objects.head(request));
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "VersionId");
        return calls.make(new Call("DeleteObject", request.bucket(), request.key()),
                () -> objects.delete(request.bucket(), request.key(), request.versionId()));
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Delete");
        request.delete().objects().forEach(object -> RequestFields.refuseAllBut(object, "Key", "VersionId"));
        return calls.make(new Call("DeleteObjects", request.bucket(), ""), () -> objects.delete(request));
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        RequestFields.refuseAllBut(request, "SourceBucket", "SourceKey", "SourceVersionId", "DestinationBucket",
                "DestinationKey", "MetadataDirective", "Metadata", "ContentType");
        return calls.make(new Call("CopyObject", request.destinationBucket(), request.destinationKey()),
                () -> objects.copy(request));
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        RequestFields.refuseAllBut(request, "Bucket", "Prefix", "MaxKeys", "ContinuationToken", "StartAfter");
        return calls.make(new Call("ListObjectsV2", request.bucket(), ""), () -> listings.objects(request));
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Prefix", "MaxKeys", "KeyMarker", "VersionIdMarker");
        return calls.make(new Call("ListObjectVersions", request.bucket(), ""), () -> listings.versions(request));
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "ContentType", "Metadata");
        Version.Headers headers = Version.Headers.of(request.contentType(), request.metadata());
        return calls.make(new Call("CreateMultipartUpload", request.bucket(), request.key()),
                () -> multipart.create(request, headers));
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "UploadId", "PartNumber");
        Content part = read(body);
        return calls.make(new Call("UploadPart", request.bucket(), request.key()), () -> multipart.put(request, part));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "UploadId", "MultipartUpload", "IfMatch", "IfNoneMatch");
        return calls.make(new Call("CompleteMultipartUpload", request.bucket(), request.key()),
                () -> multipart.complete(request));
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Key", "UploadId");
        return calls.make(new Call("AbortMultipartUpload", request.bucket(), request.key()),
                () -> multipart.abort(request));
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "Prefix", "MaxUploads", "KeyMarker", "UploadIdMarker");
        return calls.make(new Call("ListMultipartUploads", request.bucket(), ""), () -> listings.uploads(request));
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest request) {
        RequestFields.refuseAllBut(request, "Bucket");
        return calls.make(new Call("CreateBucket", request.bucket(), ""), () -> {
            buckets.create(request.bucket());
            return CreateBucketResponse.builder().build();
        });
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        RequestFields.refuseAllBut(request, "Bucket", "VersioningConfiguration");
        if (request.versioningConfiguration().status() != BucketVersioningStatus.ENABLED) {
            throw new UnsupportedOperationException("The simulation cannot suspend versioning");
        }
        return calls.make(new Call("PutBucketVersioning", request.bucket(), ""), () -> {
            buckets.bucket(request.bucket()).enableVersioning();
            return PutBucketVersioningResponse.builder().build();
        });
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
