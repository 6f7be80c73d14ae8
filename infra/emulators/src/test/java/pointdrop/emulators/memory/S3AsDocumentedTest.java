package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pointdrop.emulators.memory.S3Contract.assertRefused;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The simulation does what AWS documents where S3Mock 5.2.0 was seen to do otherwise.
class S3AsDocumentedTest extends OnSimulation {
    /// S3Mock keeps the case: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
    @Test
    void namesOfMetadataBecomeLowerCase() {
        s3().putObject(request -> request.bucket(plain()).key("key").metadata(Map.of("Notify", "Ada")),
                RequestBody.empty());

        assertEquals(Map.of("notify", "Ada"),
                s3().headObject(request -> request.bucket(plain()).key("key")).metadata());
    }

    /// S3Mock refuses it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    @Test
    void aKeyMayHoldTwoSlashes() {
        put(plain(), "imports/demo//file.csv", "text");

        assertEquals(List.of("imports/demo//file.csv"), keys(plain(), "imports/demo//"));
    }

    /// S3Mock takes a delete marker for an object:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    @Test
    void aDeletedKeyIsNew() {
        put(versioned(), "key", "one");
        s3().deleteObject(request -> request.bucket(versioned()).key("key"));

        s3().putObject(request -> request.bucket(versioned()).key("key").ifNoneMatch("*"),
                RequestBody.fromString("two"));

        assertEquals("two", text(versioned(), "key"));
    }

    /// S3Mock says NoSuchKey: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    @Test
    void aMissingVersionIsRefusedByName() {
        put(versioned(), "key", "one");

        assertRefused(404, "NoSuchVersion", () -> text(versioned(), "key", "000000000099"));
    }

    /// S3Mock does not say so: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletedObject.html
    @Test
    void severalDeletionsTellTheirMarkers() {
        put(versioned(), "a", "text");

        DeletedObject deleted = s3().deleteObjects(request -> request.bucket(versioned())
                .delete(delete -> delete.objects(ObjectIdentifier.builder().key("a").build()))).deleted().getFirst();

        assertTrue(deleted.deleteMarker());
        assertRefused(405, "MethodNotAllowed", () -> text(versioned(), "a", deleted.deleteMarkerVersionId()));
    }

    /// In S3Mock the id that a deletion answers is not that of the marker:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingDelMarkers.html
    @Test
    void aDeleteMarkerCannotBeReadAndCanBeDeleted() {
        put(versioned(), "key", "text");
        String marker = s3().deleteObject(request -> request.bucket(versioned()).key("key")).versionId();

        assertRefused(405, "MethodNotAllowed", () -> text(versioned(), "key", marker));
        assertEquals(405, assertThrows(S3Exception.class, () -> s3().headObject(
                request -> request.bucket(versioned()).key("key").versionId(marker))).statusCode());
        assertTrue(s3().deleteObject(request -> request.bucket(versioned()).key("key").versionId(marker))
                .deleteMarker());
        assertEquals("text", text(versioned(), "key"));
    }

    /// In S3Mock the deleted version can be read after the first time, and nothing after the second:
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
    @Test
    void aVersionIsDeletedForGoodHoweverOften() {
        String one = put(versioned(), "key", "one").versionId();
        put(versioned(), "key", "two");

        for (int time = 0; time < 2; time++) {
            s3().deleteObject(request -> request.bucket(versioned()).key("key").versionId(one));

            assertRefused(404, "NoSuchVersion", () -> text(versioned(), "key", one));
            assertEquals("two", text(versioned(), "key"));
        }
    }

    /// S3Mock lists it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
    @Test
    void aDeletedObjectIsNotListed() {
        put(versioned(), "key", "text");
        s3().deleteObject(request -> request.bucket(versioned()).key("key"));

        assertEquals(List.of(), keys(versioned(), ""));
    }

    /// In S3Mock the id that the deletion answers is not that of the marker:
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
    @Test
    void deletionsAreListedAmongTheVersions() {
        put(versioned(), "a", "one");
        String marker = s3().deleteObject(request -> request.bucket(versioned()).key("a")).versionId();

        ListObjectVersionsResponse listing = s3().listObjectVersions(request -> request.bucket(versioned()));

        assertFalse(listing.versions().getFirst().isLatest());
        assertTrue(listing.deleteMarkers().getFirst().isLatest());
        assertEquals(marker, listing.deleteMarkers().getFirst().versionId());
    }

    /// S3Mock loses versions between two pages:
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
    @Test
    void longListingsOfVersionsComeInPages() {
        List<String> versions = List.of(put(versioned(), "b", "1").versionId(), put(versioned(), "a", "3").versionId(),
                put(versioned(), "a", "2").versionId(), put(versioned(), "a", "1").versionId()).reversed();

        var pages = s3().listObjectVersionsPaginator(request -> request.bucket(versioned()).maxKeys(2));

        assertEquals(versions, pages.versions().stream().map(ObjectVersion::versionId).toList());
        assertEquals(List.of(2, 2), pages.stream().map(page -> page.versions().size()).toList());
    }

    /// S3Mock sorts by chars: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ListingKeysUsingAPIs.html
    @Test
    void keysAreOrderedByTheirUtf8Bytes() {
        List<String> keys = List.of("A", "a", "ä", "\uFF5E", "😀");
        keys.reversed().forEach(key -> put(plain(), key, key));

        assertEquals(keys, keys(plain(), ""));
    }

    /// S3Mock lists milliseconds, of which its HEAD knows nothing; AWS shows whole seconds in either:
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_Examples
    @Test
    void timesAreWholeSecondsInEveryAnswer() {
        put(plain(), "a", "one");

        S3Object listed = s3().listObjectsV2(request -> request.bucket(plain())).contents().getFirst();

        assertEquals(NOW.truncatedTo(ChronoUnit.SECONDS), listed.lastModified());
        assertEquals(s3().headObject(request -> request.bucket(plain()).key("a")).lastModified(),
                listed.lastModified());
    }

    private String begin(String bucket) {
        return s3().createMultipartUpload(request -> request.bucket(bucket).key("key")).uploadId();
    }

    private void complete(String bucket, String upload, String text) {
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(part(bucket, "key", upload, text)).build();
        s3().completeMultipartUpload(request -> request.bucket(bucket)
                .key("key")
                .uploadId(upload)
                .multipartUpload(completed -> completed.parts(part)));
    }

    private String part(String bucket, String key, String upload, String text) {
        return s3().uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(1),
                RequestBody.fromString(text)).eTag();
    }

    /// S3Mock deletes it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html
    @Test
    void anAbortLeavesTheObjectThatWasThere() {
        put(plain(), "key", "before");
        String upload = begin(plain());
        s3().abortMultipartUpload(request -> request.bucket(plain()).key("key").uploadId(upload));

        assertEquals("before", text(plain(), "key"));
    }

    /// In S3Mock it is the one that was completed later:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#distributedmpupload
    @Test
    void ofTwoUploadsTheOneThatBeganLaterIsTheLatestVersion() {
        String early = begin(versioned());
        String late = begin(versioned());
        complete(versioned(), late, "late");
        complete(versioned(), early, "early");

        assertEquals("late", text(versioned(), "key"));
    }

    /// S3Mock looks at the id alone: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html
    @Test
    void anUploadBelongsToItsKey() {
        String upload = begin(plain());

        assertThrows(NoSuchUploadException.class, () -> part(plain(), "other", upload, "one"));
        assertThrows(NoSuchUploadException.class, () -> s3().abortMultipartUpload(
                request -> request.bucket(plain()).key("other").uploadId(upload)));
    }
}
