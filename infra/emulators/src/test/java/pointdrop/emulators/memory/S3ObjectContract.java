package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pointdrop.emulators.memory.S3Contract.assertRefused;
import static pointdrop.emulators.memory.S3Contract.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Puts and downloads.
interface S3ObjectContract extends S3Contract {
    String HELLO_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

    @Test
    default void whatWasPutCanBeReadWithItsHeaders() throws IOException {
        String etag = s3().putObject(request -> request.bucket(plain())
                .key("a.csv")
                .contentType("text/csv")
                .metadata(Map.of("notify", "ada@example.com", "repeat", "yes")), RequestBody.fromString("hello"))
                .eTag();

        HeadObjectResponse head = s3().headObject(request -> request.bucket(plain()).key("a.csv"));
        assertEquals(List.of(HELLO_MD5, HELLO_MD5, 5L, "text/csv"),
                List.of(etag, head.eTag(), head.contentLength(), head.contentType()));
        assertEquals(Map.of("notify", "ada@example.com", "repeat", "yes"), head.metadata());
        try (ResponseInputStream<GetObjectResponse> download = s3().getObject(get(plain(), "a.csv"))) {
            assertEquals("hello", new String(download.readAllBytes(), UTF_8));
            assertEquals(List.of(HELLO_MD5, 5L, "text/csv", head.metadata(), head.lastModified()),
                    List.of(download.response().eTag(), download.response().contentLength(),
                            download.response().contentType(), download.response().metadata(),
                            download.response().lastModified()));
        }
    }

    @Test
    default void filesAreBodiesAndDownloads(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "grüße");
        s3().putObject(request -> request.bucket(plain()).key("file"), RequestBody.fromFile(file));

        Path copy = folder.resolve("copy.txt");
        s3().getObject(get(plain(), "file"), ResponseTransformer.toFile(copy));

        assertEquals("grüße", Files.readString(copy));
        assertEquals("text/plain",
                s3().headObject(request -> request.bucket(plain()).key("file")).contentType());
    }

    @Test
    default void anObjectMayBeEmpty() {
        s3().putObject(request -> request.bucket(plain()).key("folder/"), RequestBody.empty());

        assertEquals("", text(plain(), "folder/"));
        assertRefused(416, "InvalidRange", () -> s3().getObjectAsBytes(
                request -> request.bucket(plain()).key("folder/").range("bytes=0-")));
    }

    @Test
    default void aPutReplacesWhereThereAreNoVersions() {
        assertNull(put(plain(), "key", "one").versionId());
        put(plain(), "key", "two");

        assertEquals("two", text(plain(), "key"));
        assertNull(s3().headObject(request -> request.bucket(plain()).key("key")).versionId());
    }

    @Test
    default void eachPutMakesAVersionThatCanBeRead() {
        String one = put(versioned(), "key", "one").versionId();
        String two = put(versioned(), "key", "three").versionId();

        assertNotEquals(one, two);
        assertEquals(List.of("three", "one", "three"),
                List.of(text(versioned(), "key"), text(versioned(), "key", one), text(versioned(), "key", two)));
        HeadObjectResponse head = s3().headObject(request -> request.bucket(versioned()).key("key").versionId(one));
        assertEquals(one + " 3", head.versionId() + " " + head.contentLength());
        assertEquals(two, s3().headObject(request -> request.bucket(versioned()).key("key")).versionId());
    }

    @Test
    default void aRangeIsDownloadedAlone() {
        put(plain(), "key", "0123456789");

        assertEquals(List.of("789 bytes 7-9/10", "23 bytes 2-3/10", "6789 bytes 6-9/10"),
                List.of(range("bytes=7-"), range("bytes=2-3"), range("bytes=6-100")));
        assertRefused(416, "InvalidRange", () -> range("bytes=10-"));
    }

    private String range(String range) {
        var bytes = s3().getObjectAsBytes(request -> request.bucket(plain()).key("key").range(range));
        assertEquals((long) bytes.asByteArrayUnsafe().length, bytes.response().contentLength());
        return bytes.asUtf8String() + " " + bytes.response().contentRange();
    }

    @Test
    default void whatIsNotThereIsRefusedByName() {
        put(versioned(), "key", "text");

        assertThrows(NoSuchKeyException.class, () -> text(plain(), "missing"));
        assertRefused(404, "NoSuchKey", () -> text(plain(), "missing"));
        assertThrows(NoSuchKeyException.class,
                () -> s3().headObject(request -> request.bucket(plain()).key("missing")));
        assertThrows(NoSuchBucketException.class, () -> text("no-such-bucket", "key"));
        assertThrows(NoSuchBucketException.class, () -> put("no-such-bucket", "key", "text"));
        assertRefused(404, "NoSuchBucket", () -> put("no-such-bucket", "key", "text"));
        assertThrows(NoSuchKeyException.class,
                () -> s3().headObject(request -> request.bucket("no-such-bucket").key("key")));
        assertEquals(404, assertThrows(S3Exception.class,
                () -> text(versioned(), "key", "3f2c1a9e-0000-4000-8000-000000000000")).statusCode());
        assertThrows(NoSuchKeyException.class, () -> s3().headObject(request -> request.bucket(versioned())
                .key("key")
                .versionId("3f2c1a9e-0000-4000-8000-000000000000")));
    }

    @Test
    default void aPutMayBeLimitedToANewKey() {
        createNew("key", "one");

        assertRefused(412, "PreconditionFailed", () -> createNew("key", "two"));
        assertEquals("one", text(versioned(), "key"));
    }

    private void createNew(String key, String text) {
        s3().putObject(request -> request.bucket(versioned()).key(key).ifNoneMatch("*"), RequestBody.fromString(text));
    }

    @Test
    default void aPutMayBeLimitedToWhatWasRead() {
        String etag = put(plain(), "key", "one").eTag();
        replace("key", etag, "two");

        assertRefused(412, "PreconditionFailed", () -> replace("key", etag, "three"));
        assertRefused(404, "NoSuchKey", () -> replace("missing", etag, "three"));
        assertEquals("two", text(plain(), "key"));
    }

    private void replace(String key, String etag, String text) {
        s3().putObject(request -> request.bucket(plain()).key(key).ifMatch(etag), RequestBody.fromString(text));
    }

    @Test
    default void aDownloadMayBeLimitedToAnETag() {
        put(plain(), "key", "hello");

        assertEquals("hello", s3().getObjectAsBytes(
                request -> request.bucket(plain()).key("key").ifMatch(HELLO_MD5)).asUtf8String());
        put(plain(), "key", "other");
        assertRefused(412, "PreconditionFailed", () -> s3().getObjectAsBytes(
                request -> request.bucket(plain()).key("key").ifMatch(HELLO_MD5)));
        assertEquals(412, assertThrows(S3Exception.class,
                () -> s3().headObject(request -> request.bucket(plain()).key("key").ifMatch(HELLO_MD5))).statusCode());
    }

    @Test
    default void keysMayHoldAnything() {
        assertAll(Stream.of("imports/demo/add points/Käse+100%.csv", "a\nb", "emoji 😀", "a=b&c?d#e",
                "x".repeat(1024)).map(key -> () -> {
                    put(plain(), key, key);
                    assertEquals(key, text(plain(), key));
                    assertEquals(List.of(key), keys(plain(), key));
                }));
    }

    @Test
    default void binaryBodiesStayAsTheyAre() {
        byte[] bytes = {0, -1, 13, 10, -128, 127};
        s3().putObject(request -> request.bucket(plain()).key("key"), RequestBody.fromBytes(bytes));

        var download = s3().getObjectAsBytes(get(plain(), "key"));
        assertArrayEquals(bytes, download.asByteArray());
        assertEquals("application/octet-stream", download.response().contentType());
    }
}
