package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pointdrop.emulators.memory.S3Contract.assertRefused;
import static pointdrop.emulators.memory.S3Contract.get;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.StoredObject;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What a simulation needs of S3 beside its answers.
class SimulatedS3Test extends OnSimulation {
    @Test
    void listenersHearOfEveryObject() {
        List<StoredObject> created = new ArrayList<>();
        buckets.onCreated(created::add);

        String put = put(versioned(), "put", "hello").versionId();
        String copy = s3().copyObject(request -> request.sourceBucket(versioned())
                .sourceKey("put")
                .destinationBucket(plain())
                .destinationKey("copied")).copyObjectResult().eTag();
        String upload = s3().createMultipartUpload(request -> request.bucket(plain()).key("parts")).uploadId();
        String etag = s3().uploadPart(request -> request.bucket(plain()).key("parts").uploadId(upload).partNumber(1),
                RequestBody.fromString("hello")).eTag();
        for (int time = 0; time < 2; time++) {
            s3().completeMultipartUpload(request -> request.bucket(plain())
                    .key("parts")
                    .uploadId(upload)
                    .multipartUpload(parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
        }
        StoredObject direct = buckets.put(versioned(), "direct", "hello".getBytes(UTF_8), Map.of());
        s3().deleteObject(request -> request.bucket(plain()).key("parts"));

        assertEquals(List.of("put", "copied", "parts", "direct"), created.stream().map(StoredObject::key).toList());
        assertEquals(new StoredObject(versioned(), "put", put, "5d41402abc4b2a76b9719d911017c592", 5, NOW),
                created.getFirst());
        assertEquals(copy, '"' + created.get(1).etag() + '"');
        assertEquals("", created.get(1).version());
        assertEquals(direct, created.getLast());
    }

    @Test
    void theStoreIsSeenDirectly() {
        put(plain(), "b", "text");
        buckets.put(plain(), "a", "direct".getBytes(UTF_8), Map.of("Notify", "ada@example.com"));
        s3().createMultipartUpload(request -> request.bucket(plain()).key("unfinished"));

        assertEquals(List.of("a", "b"), buckets.keys(plain(), ""));
        assertArrayEquals("text".getBytes(UTF_8), buckets.bytes(plain(), "b"));
        assertNull(buckets.bytes(plain(), "c"));
        assertEquals(List.of("unfinished"), buckets.unfinishedUploads(plain()));
        assertEquals("direct", text(plain(), "a"));
        assertEquals(Map.of("notify", "ada@example.com"),
                s3().headObject(request -> request.bucket(plain()).key("a")).metadata());
    }

    @Test
    void aCallTakesEffectWhenItIsLetAndPerhapsTwice() {
        List<Calls.Call> seen = new ArrayList<>();
        S3Client twice = new SimulatedS3(new Calls() {
            @Override
            public <T> T make(Call call, Supplier<T> effect) {
                seen.add(call);
                var _ = effect.get();
                return effect.get();
            }
        }, buckets);

        twice.putObject(request -> request.bucket(versioned()).key("key"),
                RequestBody.fromInputStream(new ByteArrayInputStream("text".getBytes(UTF_8)), 4));
        twice.listObjectVersions(request -> request.bucket(versioned()));

        assertEquals("text", text(versioned(), "key"));
        assertEquals(2, s3().listObjectVersions(request -> request.bucket(versioned())).versions().size());
        assertEquals(List.of("PutObject " + versioned() + " key", "ListObjectVersions " + versioned() + " "),
                seen.stream().map(Calls.Call::toString).toList());
    }

    @Test
    void aDownloadBreaksAfterSoManyBytes() throws IOException {
        put(plain(), "key", "0123456789");
        S3Client breaking = new SimulatedS3(Calls.undisturbed(), buckets, (_, length) -> length - 3);

        try (var download = breaking.getObject(request -> request.bucket(plain()).key("key").range("bytes=2-"))) {
            assertEquals("23456", new String(download.readNBytes(5), UTF_8));
            IOException broken = assertThrows(IOException.class, download::read);
            assertTrue(String.valueOf(broken.getMessage()).startsWith("Premature end of Content-Length"));
        }
        SdkClientException broken = assertThrows(SdkClientException.class,
                () -> breaking.getObjectAsBytes(get(plain(), "key")));
        assertTrue(broken.getCause() instanceof IOException, broken.toString());
    }

    @Test
    void longListingsHaveAThousandKeysAPage() {
        IntStream.range(0, 2345).forEach(number -> buckets.put(plain(), "k" + number, new byte[0], Map.of()));

        var pages = s3().listObjectsV2Paginator(request -> request.bucket(plain()).maxKeys(5000));

        assertEquals(List.of(1000, 1000, 345), pages.stream().map(page -> page.contents().size()).toList());
        assertEquals(buckets.keys(plain(), ""), keys(plain(), ""));
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        UnsupportedOperationException refused = assertThrows(UnsupportedOperationException.class,
                () -> s3().putObject(request -> request.bucket(plain()).key("key").storageClass(StorageClass.GLACIER),
                        RequestBody.empty()));
        assertEquals("The simulation knows no StorageClass in PutObjectRequest", refused.getMessage());
        assertThrows(UnsupportedOperationException.class,
                () -> s3().listObjectsV2(request -> request.bucket(plain()).delimiter("/")));
        assertThrows(UnsupportedOperationException.class,
                () -> s3().getObjectAttributes(request -> request.bucket(plain()).key("key")));
        assertRefused(400, "KeyTooLongError", () -> put(plain(), "ä".repeat(513), "text"));
    }

    @Test
    void refusalsReadAsThoseOfTheService() {
        S3Exception refused = assertThrows(S3Exception.class, () -> text(plain(), "missing"));

        assertEquals("The specified key does not exist. (Service: S3, Status Code: 404, Request ID: null)",
                refused.getMessage());
        assertTrue(!refused.isThrottlingException() && !refused.isClockSkewException());
    }

    @Test
    void aPresignerWorksWithIt() {
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .s3Client(s3())
                .build()) {
            String url = presigner.presignGetObject(request -> request.signatureDuration(Duration.ofHours(1))
                    .getObjectRequest(get(plain(), "reports/1.csv"))).url().toString();
            assertTrue(url.contains("/reports/1.csv?X-Amz-"), url);
        }
    }
}
