package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// What calls to S3 do to multipart uploads.
final class MultipartCalls {
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    private static final int MOST_PARTS = 10_000;
    private static final int SMALLEST_PART = 5 * 1024 * 1024;

    private final Buckets buckets;

    MultipartCalls(Buckets buckets) {
        this.buckets = buckets;
    }

    CreateMultipartUploadResponse create(CreateMultipartUploadRequest request, Version.Headers headers) {
        Bucket bucket = buckets.bucket(request.bucket());
        ObjectCalls.requireKey(request.key());
        PartedUpload upload = new PartedUpload(buckets.nextId(), request.key(), buckets.clock().instant(), headers);
        bucket.begin(upload);
        return CreateMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(request.key())
                .uploadId(upload.id())
                .build();
    }

    UploadPartResponse put(UploadPartRequest request, Content part) {
        int number = request.partNumber();
        if (number < 1 || number > MOST_PARTS) {
            throw S3Errors.badRequest("InvalidArgument",
                    "Part number must be an integer between 1 and 10000, inclusive");
        }
        unfinished(buckets.bucket(request.bucket()), request.key(), request.uploadId()).put(number, part);
        return UploadPartResponse.builder().eTag(part.quotedEtag()).build();
    }

    private static PartedUpload unfinished(Bucket bucket, String key, String id) {
        return bucket.upload(key, id).filter(upload -> !upload.isCompleted()).orElseThrow(S3Errors::noSuchUpload);
    }

    CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
        Bucket bucket = buckets.bucket(request.bucket());
        PartedUpload upload = bucket.upload(request.key(), request.uploadId()).orElseThrow(S3Errors::noSuchUpload);
        List<CompletedPart> asked = request.multipartUpload().parts();
        if (upload.isCompleted()) {
            return upload.answerTo(asked).orElseThrow(S3Errors::noSuchUpload);
        }
        Content content = Content.joined(parts(upload, asked));
        ObjectCalls.requireConditions(bucket, request.key(), request.ifMatch(), request.ifNoneMatch());
        Version version = new Version(bucket.isVersioned() ? upload.id() : Version.NULL, upload.begun(), content,
                upload.headers());
        CompleteMultipartUploadResponse answer = CompleteMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(request.key())
                .eTag(content.quotedEtag())
                .versionId(version.answeredId())
                .build();
        upload.complete(asked, answer);
        buckets.add(bucket, request.key(), version);
        return answer;
    }

    /// Only those that are asked for, in the order of their numbers.
    private static List<Content> parts(PartedUpload upload, List<CompletedPart> asked) {
        if (asked.isEmpty()) {
            throw S3Errors.badRequest("MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema");
        }
        List<Content> parts = new ArrayList<>();
        int before = 0;
        for (CompletedPart completed : asked) {
            if (completed.partNumber() <= before) {
                throw S3Errors.badRequest("InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }
            before = completed.partNumber();
            parts.add(upload.part(before)
                    .filter(part -> part.hasEtag(completed.eTag()))
                    .orElseThrow(() -> S3Errors.badRequest("InvalidPart",
                            "One or more of the specified parts could not be found. The part may not have been "
                                    + "uploaded, or the specified entity tag may not match the part's entity tag.")));
        }
        if (parts.subList(0, parts.size() - 1).stream().anyMatch(part -> part.size() < SMALLEST_PART)) {
            throw S3Errors.badRequest("EntityTooSmall",
                    "Your proposed upload is smaller than the minimum allowed size");
        }
        return parts;
    }

    /// What was completed or aborted before cannot be aborted, as
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html says of its one error.
    AbortMultipartUploadResponse abort(AbortMultipartUploadRequest request) {
        Bucket bucket = buckets.bucket(request.bucket());
        bucket.forget(unfinished(bucket, request.key(), request.uploadId()));
        return AbortMultipartUploadResponse.builder().build();
    }
}
