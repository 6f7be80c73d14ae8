package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pointdrop.emulators.memory.S3Contract.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/// Uploads in parts.
interface S3MultipartContract extends S3Contract {
    String LARGE = "x".repeat(5 * 1024 * 1024);
    String UNKNOWN = "3f2c1a9e-0000-4000-8000-000000000000";

    default String begin(String bucket, String key) {
        return s3().createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    }

    default CompletedPart part(String bucket, String key, String upload, int number, String text) {
        String etag = s3().uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromString(text)).eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    default CompleteMultipartUploadResponse complete(String bucket, String key, String upload,
            List<CompletedPart> parts) {
        return s3().completeMultipartUpload(request -> request.bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)));
    }

    default void abort(String bucket, String key, String upload) {
        s3().abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    }

    private List<String> unfinished(String prefix) {
        return s3().listMultipartUploads(request -> request.bucket(plain()).prefix(prefix))
                .uploads()
                .stream()
                .map(MultipartUpload::key)
                .toList();
    }

    @Test
    default void partsBecomeAnObjectWhenTheyAreComplete() {
        String upload = s3().createMultipartUpload(request -> request.bucket(versioned())
                .key("key")
                .contentType("text/csv")
                .metadata(Map.of("notify", "ada@example.com"))).uploadId();
        CompletedPart second = part(versioned(), "key", upload, 7, "end");
        CompletedPart first = part(versioned(), "key", upload, 2, LARGE);
        assertThrows(NoSuchKeyException.class, () -> text(versioned(), "key"));

        CompleteMultipartUploadResponse completion = complete(versioned(), "key", upload, List.of(first, second));

        assertEquals(LARGE + "end", text(versioned(), "key"));
        var head = s3().headObject(request -> request.bucket(versioned()).key("key"));
        assertEquals(List.of(completion.eTag(), "text/csv", Map.of("notify", "ada@example.com")),
                List.of(head.eTag(), head.contentType(), head.metadata()));
        assertEquals(head.versionId(), completion.versionId());
        assertEquals(LARGE.length() + 3L, head.contentLength());
    }

    @Test
    default void onePartIsEnough() {
        String upload = begin(plain(), "key");

        CompleteMultipartUploadResponse completion = complete(plain(), "key", upload,
                List.of(part(plain(), "key", upload, 1, "hello")));

        assertEquals("hello", text(plain(), "key"));
        assertEquals("\"" + md5OfMd5("hello") + "-1\"", completion.eTag());
    }

    private static String md5OfMd5(String text) {
        byte[] digest = java.util.HexFormat.of()
                .parseHex(Content.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).etag());
        return Content.of(digest).etag();
    }

    @Test
    default void aPartPutAgainReplacesTheOneBefore() {
        String upload = begin(plain(), "key");
        CompletedPart before = part(plain(), "key", upload, 1, "one");
        CompletedPart after = part(plain(), "key", upload, 1, "two");

        assertRefused(400, "InvalidPart", () -> complete(plain(), "key", upload, List.of(before)));
        complete(plain(), "key", upload, List.of(after));
        assertEquals("two", text(plain(), "key"));
    }

    @Test
    default void onlyPartsThatAreAskedForAreTaken() {
        String upload = begin(plain(), "key");
        part(plain(), "key", upload, 1, LARGE);
        CompletedPart second = part(plain(), "key", upload, 2, "two");

        complete(plain(), "key", upload, List.of(second));

        assertEquals("two", text(plain(), "key"));
        assertEquals(List.of(), unfinished(""));
    }

    @Test
    default void aCompletionOfWrongPartsIsRefused() {
        String upload = begin(plain(), "key");
        CompletedPart first = part(plain(), "key", upload, 1, LARGE);
        CompletedPart second = part(plain(), "key", upload, 2, LARGE);

        assertRefused(400, "InvalidPartOrder", () -> complete(plain(), "key", upload, List.of(second, first)));
        assertRefused(400, "InvalidPart", () -> complete(plain(), "key", upload,
                List.of(first, second.toBuilder().partNumber(9).build())));
        complete(plain(), "key", upload, List.of(first, second));
    }

    @Test
    default void onlyTheLastPartMayBeSmall() {
        String upload = begin(plain(), "key");
        CompletedPart first = part(plain(), "key", upload, 1, LARGE.substring(1));
        CompletedPart second = part(plain(), "key", upload, 2, "two");

        assertRefused(400, "EntityTooSmall", () -> complete(plain(), "key", upload, List.of(first, second)));
        CompletedPart again = part(plain(), "key", upload, 1, LARGE);
        complete(plain(), "key", upload, List.of(again, second));
    }

    @Test
    default void anAbortedUploadLeavesNothing() {
        String upload = begin(plain(), "key");
        CompletedPart part = part(plain(), "key", upload, 1, "one");
        abort(plain(), "key", upload);

        assertEquals(List.of(), unfinished(""));
        assertEquals(List.of(), keys(plain(), ""));
        assertThrows(NoSuchUploadException.class, () -> part(plain(), "key", upload, 2, "two"));
        assertThrows(NoSuchUploadException.class, () -> complete(plain(), "key", upload, List.of(part)));
        assertThrows(NoSuchUploadException.class, () -> abort(plain(), "key", upload));
    }

    @Test
    default void anUnknownUploadIsRefused() {
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag("0").build();

        assertRefused(404, "NoSuchUpload", () -> part(plain(), "key", UNKNOWN, 1, "one"));
        assertRefused(404, "NoSuchUpload", () -> complete(plain(), "key", UNKNOWN, List.of(part)));
        assertRefused(404, "NoSuchUpload", () -> abort(plain(), "key", UNKNOWN));
        assertThrows(NoSuchBucketException.class, () -> begin("no-such-bucket", "key"));
    }

    @Test
    default void aCompletedUploadTakesNoMore() {
        String upload = begin(plain(), "key");
        complete(plain(), "key", upload, List.of(part(plain(), "key", upload, 1, "one")));

        assertThrows(NoSuchUploadException.class, () -> part(plain(), "key", upload, 2, "two"));
        assertThrows(NoSuchUploadException.class, () -> abort(plain(), "key", upload));
        assertEquals("one", text(plain(), "key"));
    }

    @Test
    default void unfinishedUploadsAreListedByKey() {
        begin(plain(), "b");
        begin(plain(), "a/2");
        begin(plain(), "a/1");

        assertEquals(List.of("a/1", "a/2", "b"), unfinished(""));
        assertEquals(List.of("a/1", "a/2"), unfinished("a/"));
    }

    @Test
    default void aCompletionMayBeLimitedToANewKey() {
        String upload = begin(plain(), "key");
        CompletedPart part = part(plain(), "key", upload, 1, "one");
        put(plain(), "key", "before");

        assertRefused(412, "PreconditionFailed", () -> s3().completeMultipartUpload(request -> request.bucket(plain())
                .key("key")
                .uploadId(upload)
                .ifNoneMatch("*")
                .multipartUpload(completed -> completed.parts(part))));
        assertEquals("before", text(plain(), "key"));
    }

    @Test
    default void aCompletionIsAnsweredAgain() {
        String upload = begin(versioned(), "key");
        List<CompletedPart> parts = List.of(part(versioned(), "key", upload, 1, "one"));

        var first = complete(versioned(), "key", upload, parts);
        var again = complete(versioned(), "key", upload, parts);

        assertEquals(first.versionId() + first.eTag(), again.versionId() + again.eTag());
        assertEquals(1, s3().listObjectVersions(request -> request.bucket(versioned())).versions().size());
    }

    @Test
    default void aPartHasANumberFrom1To10000() {
        String upload = begin(plain(), "key");

        part(plain(), "key", upload, 10_000, "one");
        assertRefused(400, "InvalidArgument", () -> part(plain(), "key", upload, 10_001, "one"));
    }
}
