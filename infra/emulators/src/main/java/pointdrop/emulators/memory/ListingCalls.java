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
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Listings. Those of objects and versions come a page at a time.
interface ListingCalls extends S3Calls {
    int LONGEST_PAGE = 1000;

    /// One page of a listing.
    ///
    /// @param next the last entry, where another page follows
    record Page(List<Bucket.Listed> entries, Bucket.@Nullable Listed next) {
        static Page of(@Nullable Integer max, Stream<Bucket.Listed> all) {
            int length = max == null ? LONGEST_PAGE : Math.min(max, LONGEST_PAGE);
            List<Bucket.Listed> entries = all.limit(length + 1L).toList();
            return entries.size() > length
                    ? new Page(entries.subList(0, length), entries.get(length - 1))
                    : new Page(entries, null);
        }
    }

    private static String prefix(@Nullable String prefix) {
        return Objects.requireNonNullElse(prefix, "");
    }

    /// The continuation token is the last key of the page before.
    @Override
    default ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        String token = request.continuationToken();
        return call(request, bucket -> {
            Page page = Page.of(request.maxKeys(), bucket.objects(prefix(request.prefix()))
                    .filter(object -> token == null || KeyOrder.UTF_8.compare(object.key(), token) > 0));
            return ListObjectsV2Response.builder()
                    .contents(page.entries().stream().map(ListingCalls::object).toList())
                    .keyCount(page.entries().size())
                    .isTruncated(page.next() != null)
                    .nextContinuationToken(page.next() == null ? null : page.next().key())
                    .build();
        }, "Prefix", "MaxKeys", "ContinuationToken");
    }

    private static S3Object object(Bucket.Listed listed) {
        return S3Object.builder()
                .key(listed.key())
                .size((long) listed.version().content().size())
                .eTag(listed.version().content().quotedEtag())
                .lastModified(listed.version().lastModified())
                .build();
    }

    @Override
    default ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        return call(request, bucket -> {
            Page page = Page.of(request.maxKeys(), bucket.versions(prefix(request.prefix()))
                    .filter(listed -> follows(listed, request.keyMarker(), request.versionIdMarker())));
            ListObjectVersionsResponse.Builder answer = ListObjectVersionsResponse.builder()
                    .versions(page.entries()
                            .stream()
                            .filter(listed -> !listed.isMarker())
                            .map(ListingCalls::version)
                            .toList())
                    .deleteMarkers(page.entries()
                            .stream()
                            .filter(Bucket.Listed::isMarker)
                            .map(ListingCalls::marker)
                            .toList())
                    .isTruncated(page.next() != null);
            return page.next() == null
                    ? answer.build()
                    : answer.nextKeyMarker(page.next().key()).nextVersionIdMarker(page.next().version().id()).build();
        }, "Prefix", "MaxKeys", "KeyMarker", "VersionIdMarker");
    }

    private static boolean follows(Bucket.Listed listed, @Nullable String key, @Nullable String id) {
        int order = key == null ? 1 : KeyOrder.UTF_8.compare(listed.key(), key);
        return order > 0 || (order == 0 && id != null && listed.version().isOlderThan(id));
    }

    private static ObjectVersion version(Bucket.Listed listed) {
        return ObjectVersion.builder()
                .key(listed.key())
                .versionId(listed.version().id())
                .isLatest(listed.latest())
                .size((long) listed.version().content().size())
                .eTag(listed.version().content().quotedEtag())
                .lastModified(listed.version().lastModified())
                .build();
    }

    private static DeleteMarkerEntry marker(Bucket.Listed listed) {
        return DeleteMarkerEntry.builder()
                .key(listed.key())
                .versionId(listed.version().id())
                .isLatest(listed.latest())
                .lastModified(listed.version().lastModified())
                .build();
    }

    @Override
    default ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return call(request, bucket -> ListMultipartUploadsResponse.builder()
                .uploads(bucket.uploads()
                        .stream()
                        .filter(upload -> upload.key().startsWith(prefix(request.prefix())))
                        .sorted((one, other) -> KeyOrder.UTF_8.compare(one.key(), other.key()))
                        .map(upload -> MultipartUpload.builder().key(upload.key()).uploadId(upload.id()).build())
                        .toList())
                .isTruncated(false)
                .build(), "Prefix");
    }
}
