package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What tests of S3 work with, whoever plays it: two empty buckets.
interface S3Contract {
    S3Client s3();

    /// A bucket without versions.
    String plain();

    /// A bucket in which each put makes a version.
    String versioned();

    default PutObjectResponse put(String bucket, String key, String text) {
        return s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    default String text(String bucket, String key) {
        return s3().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    default String text(String bucket, String key, String version) {
        return s3().getObjectAsBytes(request -> request.bucket(bucket).key(key).versionId(version)).asUtf8String();
    }

    default List<String> keys(String bucket, String prefix) {
        return s3().listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    static GetObjectRequest get(String bucket, String key) {
        return GetObjectRequest.builder().bucket(bucket).key(key).build();
    }

    static S3Exception assertRefused(int status, String code, Executable call) {
        S3Exception refused = assertThrows(S3Exception.class, call);
        assertEquals(status + " " + code, refused.statusCode() + " " + refused.awsErrorDetails().errorCode());
        return refused;
    }
}
