package pointdrop.emulators.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Deletions.
interface DeletionCalls extends S3Calls {
    @Override
    default DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        return call(request, bucket -> delete(bucket, request.key(), request.versionId()), "VersionId");
    }

    private static DeleteObjectResponse delete(Bucket bucket, String key, @Nullable String id) {
        if (id != null || !bucket.isVersioned()) {
            boolean marker = bucket.remove(key, id == null ? Version.NULL : id)
                    .filter(Version::isDeleteMarker)
                    .isPresent();
            return DeleteObjectResponse.builder().versionId(id).deleteMarker(marker ? true : null).build();
        }
        Version marker = bucket.put(key, null, Version.Headers.NONE);
        return DeleteObjectResponse.builder().versionId(marker.id()).deleteMarker(true).build();
    }

    @Override
    default DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        RequestFields.refuseAllBut(request.delete(), "Objects");
        List<ObjectIdentifier> objects = request.delete().objects();
        objects.forEach(object -> RequestFields.refuseAllBut(object, "Key", "VersionId"));
        if (objects.isEmpty() || objects.size() > 1000) {
            throw S3Errors.malformed();
        }
        return call(request, bucket -> DeleteObjectsResponse.builder()
                .deleted(objects.stream().map(object -> delete(bucket, object)).toList())
                .build(), "Delete");
    }

    private static DeletedObject delete(Bucket bucket, ObjectIdentifier object) {
        DeleteObjectResponse answer = delete(bucket, object.key(), object.versionId());
        return DeletedObject.builder()
                .key(object.key())
                .versionId(object.versionId())
                .deleteMarker(answer.deleteMarker())
                .deleteMarkerVersionId(Boolean.TRUE.equals(answer.deleteMarker()) ? answer.versionId() : null)
                .build();
    }
}
