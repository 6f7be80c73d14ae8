package pointdrop.emulators.memory;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Puts and downloads.
interface ObjectCalls extends S3Calls {
    @Override
    default PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        // Read once, before the call: it may take effect later, or twice.
        Content content = Content.of(body);
        String contentType = request.contentType() == null ? body.contentType() : request.contentType();
        Version.Headers headers = Version.Headers.of(contentType, request.metadata());
        return call(request, bucket -> {
            bucket.requireConditions(request.key(), request.ifMatch(), request.ifNoneMatch());
            Version version = bucket.put(request.key(), content, headers);
            return PutObjectResponse.builder().eTag(content.quotedEtag()).versionId(version.answeredId()).build();
        }, "ContentType", "Metadata", "IfMatch", "IfNoneMatch");
    }

    @Override
    default <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        Download download = call(request, bucket -> {
            Version version = bucket.find(request.key(), request.versionId(), request.ifMatch());
            Download.Range range = Download.Range.of(request.range(), version.content().size());
            return new Download(GetObjectResponse.builder()
                    .contentLength((long) range.length())
                    .contentRange(request.range() == null ? null : range.header(version.content().size()))
                    .contentType(version.headers().contentType())
                    .metadata(version.headers().metadata())
                    .eTag(version.content().quotedEtag())
                    .lastModified(version.lastModified())
                    .versionId(version.answeredId())
                    .build(), version.content(), range);
        }, "VersionId", "Range", "IfMatch");
        Calls.Call call = new Calls.Call("GetObject", request.bucket(), request.key(), request);
        return download.into(transformer, breaks().after(call, download.range().length()), openDownloads());
    }

    @Override
    default HeadObjectResponse headObject(HeadObjectRequest request) {
        try {
            return call(request, bucket -> head(bucket.find(request.key(), request.versionId(), request.ifMatch())),
                    "VersionId", "IfMatch");
        } catch (S3Exception refused) {
            // An answer to HEAD has no body to say which of the things that were named is missing.
            throw refused.statusCode() == 404 ? S3Errors.noSuchKey() : refused;
        }
    }

    private static HeadObjectResponse head(Version version) {
        return HeadObjectResponse.builder()
                .contentLength((long) version.content().size())
                .contentType(version.headers().contentType())
                .metadata(version.headers().metadata())
                .eTag(version.content().quotedEtag())
                .lastModified(version.lastModified())
                .versionId(version.answeredId())
                .build();
    }
}
