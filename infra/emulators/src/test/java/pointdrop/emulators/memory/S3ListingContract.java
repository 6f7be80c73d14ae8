package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Listings of objects and of their versions.
interface S3ListingContract extends S3Contract {
    @Test
    default void objectsAreListedByKeyUnderAPrefix() {
        String etag = put(plain(), "b/2", "hello").eTag();
        put(plain(), "b/10", "text");
        put(plain(), "a/1", "text");
        put(plain(), "c", "text");

        assertEquals(List.of("a/1", "b/10", "b/2", "c"), keys(plain(), ""));
        assertEquals(List.of("b/10", "b/2"), keys(plain(), "b/"));
        S3Object object = s3().listObjectsV2(request -> request.bucket(plain()).prefix("b/2")).contents().getFirst();
        assertEquals(List.of(5L, etag), List.of(object.size(), object.eTag()));
        assertThrows(NoSuchBucketException.class, () -> keys("no-such-bucket", ""));
    }

    @Test
    default void anEmptyListingSaysSo() {
        ListObjectsV2Response listing = s3().listObjectsV2(request -> request.bucket(plain()).prefix("a"));

        assertFalse(listing.isTruncated());
        assertEquals(0, listing.keyCount());
        assertNull(listing.nextContinuationToken());
    }

    @Test
    default void longListingsComeInPages() {
        List<String> keys = List.of("k1", "k2", "k3", "k4", "k5");
        keys.forEach(key -> put(plain(), key, key));

        var pages = s3().listObjectsV2Paginator(request -> request.bucket(plain()).prefix("k").maxKeys(2));

        assertEquals(List.of(2, 2, 1), pages.stream().map(page -> page.contents().size()).toList());
        assertEquals(keys, pages.contents().stream().map(S3Object::key).toList());
        ListObjectsV2Response full = s3().listObjectsV2(request -> request.bucket(plain()).maxKeys(5));
        assertFalse(full.isTruncated());
    }

    @Test
    default void versionsAreListedNewestFirst() {
        String one = put(versioned(), "a", "one").versionId();
        String two = put(versioned(), "a", "two").versionId();
        String other = put(versioned(), "b", "three").versionId();
        put(versioned(), "c", "four");

        List<ObjectVersion> versions = s3()
                .listObjectVersionsPaginator(request -> request.bucket(versioned()).prefix(""))
                .versions()
                .stream()
                .limit(3)
                .toList();

        assertEquals(List.of(two + " true", one + " false", other + " true"),
                versions.stream().map(version -> version.versionId() + " " + version.isLatest()).toList());
        assertEquals(List.of("a", "a", "b"), versions.stream().map(ObjectVersion::key).toList());
        assertEquals(List.of(3L, 3L, 5L), versions.stream().map(ObjectVersion::size).toList());
        assertEquals(List.of(other), s3().listObjectVersions(request -> request.bucket(versioned()).prefix("b"))
                .versions()
                .stream()
                .map(ObjectVersion::versionId)
                .toList());
    }

    @Test
    default void objectsWithoutVersionsAreListedAsOne() {
        put(plain(), "a", "one");
        put(plain(), "a", "two");

        List<ObjectVersion> versions = s3().listObjectVersions(request -> request.bucket(plain())).versions();

        assertEquals(List.of("null true"),
                versions.stream().map(version -> version.versionId() + " " + version.isLatest()).toList());
    }
}
