package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What calls to S3 do to single objects.
final class ObjectCalls {
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    private static final int KEY_BYTES = 1024;
    private static final int KEYS_PER_DELETE = 1000;

    private final Buckets buckets;

    ObjectCalls(Buckets buckets) {
        this.buckets = buckets;
    }

    static void requireKey(String key) {
        if (key.length() * 3 > KEY_BYTES && key.getBytes(UTF_8).length > KEY_BYTES) {
            throw S3Errors.badRequest("KeyTooLongError", "Your key is too long");
        }
    }

    /// Conditions of a write: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    static void requireConditions(Bucket bucket, String key, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw new UnsupportedOperationException("S3 knows If-None-Match: * only, not " + ifNoneMatch);
        }
        if (ifNoneMatch != null && bucket.object(key).isPresent()) {
            throw S3Errors.preconditionFailed();
        }
        if (ifMatch != null && !bucket.object(key)
                .orElseThrow(S3Errors::noSuchKey)
                .requiredContent()
                .hasEtag(ifMatch)) {
            throw S3Errors.preconditionFailed();
        }
    }

    PutObjectResponse put(PutObjectRequest request, Content content, Version.Headers headers) {
        Bucket bucket = buckets.bucket(request.bucket());
        requireKey(request.key());
        requireConditions(bucket, request.key(), request.ifMatch(), request.ifNoneMatch());
        Version version = new Version(newId(bucket), buckets.clock().instant(), content, headers);
        buckets.add(bucket, request.key(), version);
        return PutObjectResponse.builder().eTag(content.quotedEtag()).versionId(version.answeredId()).build();
    }

    private String newId(Bucket bucket) {
        return bucket.isVersioned() ? buckets.nextId() : Version.NULL;
    }

    Download get(GetObjectRequest request) {
        Version version = find(request.bucket(), request.key(), request.versionId());
        Content content = required(version, request.ifMatch());
        ByteRange range = ByteRange.of(request.range(), content.size());
        GetObjectResponse headers = GetObjectResponse.builder()
                .acceptRanges("bytes")
                .contentLength((long) range.length())
                .contentRange(request.range() == null ? null : range.header(content.size()))
                .contentType(version.headers().contentType())
                .metadata(version.headers().metadata())
                .eTag(content.quotedEtag())
                .lastModified(version.lastModified())
                .versionId(version.answeredId())
                .build();
        return new Download(headers, content, range);
    }

    HeadObjectResponse head(HeadObjectRequest request) {
        Version version;
        try {
            version = find(request.bucket(), request.key(), request.versionId());
        } catch (S3Exception refused) {
            // An answer to HEAD has no body to say which of the things that were named is missing.
            throw refused.statusCode() == 404 ? S3Errors.noSuchKey() : refused;
        }
        Content content = required(version, request.ifMatch());
        return HeadObjectResponse.builder()
                .acceptRanges("bytes")
                .contentLength((long) content.size())
                .contentType(version.headers().contentType())
                .metadata(version.headers().metadata())
                .eTag(content.quotedEtag())
                .lastModified(version.lastModified())
                .versionId(version.answeredId())
                .build();
    }

    private static Content required(Version version, @Nullable String ifMatch) {
        Content content = version.requiredContent();
        if (ifMatch != null && !content.hasEtag(ifMatch)) {
            throw S3Errors.preconditionFailed();
        }
        return content;
    }

    private Version find(String bucket, String key, @Nullable String versionId) {
        Bucket from = buckets.bucket(bucket);
        if (versionId == null) {
            return from.object(key).orElseThrow(S3Errors::noSuchKey);
        }
        if (versionId.isEmpty()) {
            throw S3Errors.badRequest("InvalidArgument", "Version id cannot be the empty string");
        }
        Version version = from.version(key, versionId).orElseThrow(S3Errors::noSuchVersion);
        if (version.isDeleteMarker()) {
            throw S3Errors.methodNotAllowed();
        }
        return version;
    }

    DeleteObjectResponse delete(String bucket, String key, @Nullable String versionId) {
        Bucket from = buckets.bucket(bucket);
        if (versionId != null) {
            boolean marker = from.version(key, versionId).filter(Version::isDeleteMarker).isPresent();
            from.remove(key, versionId);
            return DeleteObjectResponse.builder().versionId(versionId).deleteMarker(marker ? true : null).build();
        }
        if (!from.isVersioned()) {
            from.remove(key, Version.NULL);
            return DeleteObjectResponse.builder().build();
        }
        Version marker = new Version(buckets.nextId(), buckets.clock().instant(), null, Version.Headers.NONE);
        from.add(key, marker);
        return DeleteObjectResponse.builder().versionId(marker.id()).deleteMarker(true).build();
    }

    DeleteObjectsResponse delete(DeleteObjectsRequest request) {
        List<ObjectIdentifier> objects = request.delete().objects();
        if (objects.isEmpty() || objects.size() > KEYS_PER_DELETE) {
            throw S3Errors.badRequest("MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema");
        }
        List<DeletedObject> deleted = new ArrayList<>();
        for (ObjectIdentifier object : objects) {
            DeleteObjectResponse answer = delete(request.bucket(), object.key(), object.versionId());
            deleted.add(DeletedObject.builder()
                    .key(object.key())
                    .versionId(object.versionId())
                    .deleteMarker(answer.deleteMarker())
                    .deleteMarkerVersionId(Boolean.TRUE.equals(answer.deleteMarker()) ? answer.versionId() : null)
                    .build());
        }
        boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
        return DeleteObjectsResponse.builder().deleted(quiet ? List.of() : deleted).build();
    }

    CopyObjectResponse copy(CopyObjectRequest request) {
        Version source = find(request.sourceBucket(), request.sourceKey(), request.sourceVersionId());
        Bucket into = buckets.bucket(request.destinationBucket());
        requireKey(request.destinationKey());
        boolean replace = request.metadataDirective() == MetadataDirective.REPLACE;
        if (!replace && request.sourceVersionId() == null && request.sourceBucket().equals(into.name())
                && request.sourceKey().equals(request.destinationKey())) {
            throw S3Errors.badRequest("InvalidRequest", "This copy request is illegal because it is trying to copy an "
                    + "object to itself without changing the object's metadata, storage class, website redirect "
                    + "location or encryption attributes.");
        }
        Version.Headers headers = replace
                ? Version.Headers.of(request.contentType(), request.metadata())
                : source.headers();
        // Of the bytes alone, also where the source was uploaded in parts.
        Content content = Content.of(source.requiredContent().copy());
        Version copy = new Version(newId(into), buckets.clock().instant(), content, headers);
        buckets.add(into, request.destinationKey(), copy);
        return CopyObjectResponse.builder()
                .copyObjectResult(result -> result.eTag(content.quotedEtag()).lastModified(copy.lastModified()))
                .versionId(copy.answeredId())
                .copySourceVersionId(source.answeredId())
                .build();
    }
}
