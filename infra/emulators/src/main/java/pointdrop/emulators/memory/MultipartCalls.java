package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Uploads in parts.
interface MultipartCalls extends S3Calls {
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    int MOST_PARTS = 10_000;
    int SMALLEST_PART = 5 * 1024 * 1024;

    @Override
    default CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        Version.Headers headers = Version.Headers.of(request.contentType(), request.metadata());
        return call(request, bucket -> CreateMultipartUploadResponse.builder()
                .uploadId(bucket.begin(request.key(), headers).id())
                .build(), "ContentType", "Metadata");
    }

    @Override
    default UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        Content part = Content.of(body);
        return call(request, bucket -> {
            if (request.partNumber() < 1 || request.partNumber() > MOST_PARTS) {
                throw S3Errors.badRequest("InvalidArgument", "Part number must be an integer between 1 and 10000");
            }
            bucket.upload(request.key(), request.uploadId()).parts().put(request.partNumber(), part);
            return UploadPartResponse.builder().eTag(part.quotedEtag()).build();
        }, "UploadId", "PartNumber");
    }

    @Override
    default CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        return call(request, bucket -> {
            List<CompletedPart> asked = request.multipartUpload().parts();
            Bucket.Completion completion = new Bucket.Completion(request.key(), request.uploadId(), asked);
            Version before = bucket.completed(completion);
            if (before != null) {
                return answer(before);
            }
            Bucket.Upload upload = bucket.upload(request.key(), request.uploadId());
            Content content = Content.joined(parts(upload, asked));
            bucket.requireConditions(request.key(), request.ifMatch(), request.ifNoneMatch());
            return answer(bucket.complete(completion, upload, content));
        }, "UploadId", "MultipartUpload", "IfMatch", "IfNoneMatch");
    }

    private static CompleteMultipartUploadResponse answer(Version version) {
        return CompleteMultipartUploadResponse.builder()
                .eTag(version.content().quotedEtag())
                .versionId(version.answeredId())
                .build();
    }

    /// Only those that are asked for, in the order of their numbers.
    private static List<Content> parts(Bucket.Upload upload, List<CompletedPart> asked) {
        if (asked.isEmpty()) {
            throw S3Errors.malformed();
        }
        List<Content> parts = new ArrayList<>();
        int before = 0;
        for (CompletedPart completed : asked) {
            if (completed.partNumber() <= before) {
                throw S3Errors.badRequest("InvalidPartOrder", "The list of parts was not in ascending order.");
            }
            before = completed.partNumber();
            Content part = upload.parts().get(before);
            if (part == null || !part.hasEtag(completed.eTag())) {
                throw S3Errors.badRequest("InvalidPart", "One or more of the specified parts could not be found.");
            }
            parts.add(part);
        }
        if (parts.subList(0, parts.size() - 1).stream().anyMatch(part -> part.size() < SMALLEST_PART)) {
            throw S3Errors.badRequest("EntityTooSmall", "Your proposed upload is smaller than the minimum size");
        }
        return parts;
    }

    /// What was completed or aborted before cannot be aborted, as
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html says of its one error.
    @Override
    default AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        return call(request, bucket -> {
            bucket.abort(bucket.upload(request.key(), request.uploadId()));
            return AbortMultipartUploadResponse.builder().build();
        }, "UploadId");
    }
}
