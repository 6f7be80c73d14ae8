package pointdrop.storage;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;

/// S3's events as they stand in messages.
public final class S3Events {
    private S3Events() {}

    /// @param event as JSON. S3's test event, sent when a notification is set up, has no records
    /// @return the keys of the objects that were put
    public static List<String> keys(String event) {
        return records(event).map(put -> put.getS3().getObject().getUrlDecodedKey()).toList();
    }

    /// @param event as JSON
    public static List<Upload> uploads(String event) {
        return records(event).map(S3Events::upload).toList();
    }

    private static Upload upload(S3EventNotificationRecord put) {
        var object = put.getS3().getObject();
        return new Upload(put.getS3().getBucket().getName(), object.getUrlDecodedKey(),
                Objects.requireNonNullElse(object.getVersionId(), ""), put.getEventTime());
    }

    private static Stream<S3EventNotificationRecord> records(String event) {
        List<S3EventNotificationRecord> records = S3EventNotification.fromJson(event).getRecords();
        return records == null ? Stream.empty() : records.stream();
    }
}
