package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pointdrop.emulators.memory.S3Contract.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Deletions and copies.
interface S3DeletionContract extends S3Contract {
    private DeleteObjectResponse delete(String bucket, String key) {
        return s3().deleteObject(request -> request.bucket(bucket).key(key));
    }

    @Test
    default void aDeletedObjectIsGone() {
        put(plain(), "key", "text");
        delete(plain(), "key");

        assertThrows(NoSuchKeyException.class, () -> text(plain(), "key"));
        assertEquals(List.of(), keys(plain(), ""));
        assertNotEquals(true, delete(plain(), "key").deleteMarker());
        assertThrows(NoSuchBucketException.class, () -> delete("no-such-bucket", "key"));
    }

    @Test
    default void aDeletionHidesTheVersionsBelow() {
        String version = put(versioned(), "key", "text").versionId();
        DeleteObjectResponse deletion = delete(versioned(), "key");

        assertTrue(deletion.deleteMarker());
        assertThrows(NoSuchKeyException.class, () -> text(versioned(), "key"));
        assertThrows(NoSuchKeyException.class,
                () -> s3().headObject(request -> request.bucket(versioned()).key("key")));
        assertEquals("text", text(versioned(), "key", version));
    }

    @Test
    default void severalObjectsAreDeletedByOneCall() {
        put(plain(), "a", "text");
        put(plain(), "b", "text");
        put(plain(), "c", "text");

        DeleteObjectsResponse deletion = s3().deleteObjects(request -> request.bucket(plain())
                .delete(delete -> delete.objects(ObjectIdentifier.builder().key("a").build(),
                        ObjectIdentifier.builder().key("c").build(),
                        ObjectIdentifier.builder().key("missing").build())));

        assertEquals(List.of("a", "c", "missing"), deletion.deleted().stream().map(DeletedObject::key).toList());
        assertEquals(List.of("b"), keys(plain(), ""));
    }

    @Test
    default void aCopyKeepsHeadersAndHasVersionsOfItsOwn() {
        s3().putObject(request -> request.bucket(versioned())
                .key("from here")
                .contentType("text/csv")
                .metadata(Map.of("notify", "ada@example.com")), RequestBody.fromString("one"));
        String version = s3().headObject(request -> request.bucket(versioned()).key("from here")).versionId();
        put(versioned(), "from here", "two");

        CopyObjectResponse copy = s3().copyObject(request -> request.sourceBucket(versioned())
                .sourceKey("from here")
                .sourceVersionId(version)
                .destinationBucket(versioned())
                .destinationKey("to"));

        assertEquals("one", text(versioned(), "to"));
        var head = s3().headObject(request -> request.bucket(versioned()).key("to"));
        assertEquals(List.of("text/csv", Map.of("notify", "ada@example.com"), copy.copyObjectResult().eTag()),
                List.of(head.contentType(), head.metadata(), head.eTag()));
        assertEquals(List.of(version, head.versionId()), List.of(copy.copySourceVersionId(), copy.versionId()));
    }

    @Test
    default void aCopyOfNothingIsRefused() {
        assertRefused(404, "NoSuchKey", () -> s3().copyObject(request -> request.sourceBucket(plain())
                .sourceKey("missing")
                .destinationBucket(plain())
                .destinationKey("b")));
        put(plain(), "a", "text");
        assertRefused(400, "InvalidRequest", () -> s3().copyObject(request -> request.sourceBucket(plain())
                .sourceKey("a")
                .destinationBucket(plain())
                .destinationKey("a")));
    }
}
