package pointdrop.emulators.memory;

import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Refusals, with the codes and status numbers of
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
final class S3Errors {
    private S3Errors() {}

    static S3Exception noSuchBucket() {
        return error(NoSuchBucketException.builder(), 404, "NoSuchBucket", "The specified bucket does not exist");
    }

    static S3Exception bucketAlreadyOwnedByYou() {
        return error(BucketAlreadyOwnedByYouException.builder(), 409, "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it");
    }

    static S3Exception noSuchKey() {
        return error(NoSuchKeyException.builder(), 404, "NoSuchKey", "The specified key does not exist.");
    }

    static S3Exception noSuchVersion() {
        return error(404, "NoSuchVersion", "The specified version does not exist.");
    }

    static S3Exception noSuchUpload() {
        return error(NoSuchUploadException.builder(), 404, "NoSuchUpload",
                "The specified multipart upload does not exist. The upload ID might be invalid, or the multipart "
                        + "upload might have been aborted or completed.");
    }

    static S3Exception preconditionFailed() {
        return error(412, "PreconditionFailed", "At least one of the preconditions you specified did not hold.");
    }

    static S3Exception methodNotAllowed() {
        return error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }

    static S3Exception invalidRange() {
        return error(416, "InvalidRange", "The requested range cannot be satisfied.");
    }

    static S3Exception malformed() {
        return badRequest("MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static S3Exception badRequest(String code, String message) {
        return error(400, code, message);
    }

    private static S3Exception error(int status, String code, String message) {
        return error(S3Exception.builder(), status, code, message);
    }

    private static S3Exception error(S3Exception.Builder builder, int status, String code, String message) {
        return (S3Exception) Refusal.fill(builder, "S3", status, code, message).build();
    }
}
