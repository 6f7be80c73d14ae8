package pointdrop.emulators.memory;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.ObjectVersionStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What calls to S3 list, a page at a time.
final class Listings {
    private static final int LONGEST_PAGE = 1000;

    private final Buckets buckets;

    Listings(Buckets buckets) {
        this.buckets = buckets;
    }

    /// One page of a listing.
    private record Page<T>(int max, List<T> entries, boolean isTruncated) {
        static <T> Page<T> of(@Nullable Integer max, Stream<T> all) {
            if (max != null && max < 1) {
                throw new UnsupportedOperationException("The simulation knows no page of " + max);
            }
            int length = max == null ? LONGEST_PAGE : Math.min(max, LONGEST_PAGE);
            List<T> entries = all.limit(length + 1L).toList();
            return entries.size() > length
                    ? new Page<>(length, entries.subList(0, length), true)
                    : new Page<>(length, entries, false);
        }
    }

    private record Listed(String key, Version version, boolean latest) {}

    /// The continuation token is the last key of the page before.
    ListObjectsV2Response objects(ListObjectsV2Request request) {
        String after = request.continuationToken() == null ? request.startAfter() : request.continuationToken();
        Page<S3Object> page = Page.of(request.maxKeys(),
                buckets.bucket(request.bucket())
                        .list(prefix(request.prefix()), after, false)
                        .filter(versions -> !versions.latest().isDeleteMarker())
                        .map(versions -> object(versions.key(), versions.latest())));
        return ListObjectsV2Response.builder()
                .name(request.bucket())
                .prefix(prefix(request.prefix()))
                .maxKeys(page.max())
                .continuationToken(request.continuationToken())
                .startAfter(request.startAfter())
                .contents(page.entries())
                .keyCount(page.entries().size())
                .isTruncated(page.isTruncated())
                .nextContinuationToken(page.isTruncated() ? page.entries().getLast().key() : null)
                .build();
    }

    private static String prefix(@Nullable String prefix) {
        return Objects.requireNonNullElse(prefix, "");
    }

    private static S3Object object(String key, Version version) {
        return S3Object.builder()
                .key(key)
                .size((long) version.requiredContent().size())
                .eTag(version.requiredContent().quotedEtag())
                .lastModified(version.lastModified())
                .storageClass(ObjectStorageClass.STANDARD)
                .build();
    }

    ListObjectVersionsResponse versions(ListObjectVersionsRequest request) {
        String key = request.keyMarker();
        String id = request.versionIdMarker();
        Page<Listed> page = Page.of(request.maxKeys(),
                buckets.bucket(request.bucket())
                        .list(prefix(request.prefix()), key, id != null)
                        .flatMap(Listings::listed)
                        .filter(listed -> id == null || !listed.key().equals(key)
                                || listed.version().isOlderThan(id)));
        ListObjectVersionsResponse.Builder answer = ListObjectVersionsResponse.builder()
                .name(request.bucket())
                .prefix(prefix(request.prefix()))
                .maxKeys(page.max())
                .keyMarker(key)
                .versionIdMarker(id)
                .versions(page.entries()
                        .stream()
                        .filter(listed -> !listed.version().isDeleteMarker())
                        .map(Listings::version)
                        .toList())
                .deleteMarkers(page.entries()
                        .stream()
                        .filter(listed -> listed.version().isDeleteMarker())
                        .map(Listings::deleteMarker)
                        .toList())
                .isTruncated(page.isTruncated());
        if (page.isTruncated()) {
            Listed last = page.entries().getLast();
            answer.nextKeyMarker(last.key()).nextVersionIdMarker(last.version().id());
        }
        return answer.build();
    }

    private static Stream<Listed> listed(Bucket.Versions versions) {
        return versions.newestFirst()
                .stream()
                .map(version -> new Listed(versions.key(), version, version.id().equals(versions.latest().id())));
    }

    private static ObjectVersion version(Listed listed) {
        Content content = listed.version().requiredContent();
        return ObjectVersion.builder()
                .key(listed.key())
                .versionId(listed.version().id())
                .isLatest(listed.latest())
                .size((long) content.size())
                .eTag(content.quotedEtag())
                .lastModified(listed.version().lastModified())
                .storageClass(ObjectVersionStorageClass.STANDARD)
                .build();
    }

    private static DeleteMarkerEntry deleteMarker(Listed listed) {
        return DeleteMarkerEntry.builder()
                .key(listed.key())
                .versionId(listed.version().id())
                .isLatest(listed.latest())
                .lastModified(listed.version().lastModified())
                .build();
    }

    /// By key, and of one key the oldest first.
    ListMultipartUploadsResponse uploads(ListMultipartUploadsRequest request) {
        String key = request.keyMarker();
        String id = request.uploadIdMarker();
        Page<PartedUpload> page = Page.of(request.maxUploads(),
                buckets.bucket(request.bucket())
                        .unfinishedUploads()
                        .filter(upload -> upload.key().startsWith(prefix(request.prefix())))
                        .filter(upload -> follows(upload, key, id))
                        .sorted((left, right) -> KeyOrder.UTF_8.compare(left.key(), right.key())));
        ListMultipartUploadsResponse.Builder answer = ListMultipartUploadsResponse.builder()
                .bucket(request.bucket())
                .prefix(request.prefix())
                .maxUploads(page.max())
                .keyMarker(key)
                .uploadIdMarker(id)
                .uploads(page.entries().stream().map(Listings::upload).toList())
                .isTruncated(page.isTruncated());
        if (page.isTruncated()) {
            PartedUpload last = page.entries().getLast();
            answer.nextKeyMarker(last.key()).nextUploadIdMarker(last.id());
        }
        return answer.build();
    }

    private static boolean follows(PartedUpload upload, @Nullable String key, @Nullable String id) {
        int order = key == null ? 1 : KeyOrder.UTF_8.compare(upload.key(), key);
        return order > 0 || (order == 0 && id != null && upload.id().compareTo(id) > 0);
    }

    private static MultipartUpload upload(PartedUpload upload) {
        return MultipartUpload.builder().key(upload.key()).uploadId(upload.id()).initiated(upload.begun()).build();
    }
}
