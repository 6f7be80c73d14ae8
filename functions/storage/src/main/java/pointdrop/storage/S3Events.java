package pointdrop.storage;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;

/// S3's events, as Lambda hands them to a function and as they stand in messages.
public final class S3Events {
    private S3Events() {}

    /// @param event as JSON. S3's test event, sent when a notification is set up, has no records
    /// @return the keys of the objects that were put
    public static List<String> keys(String event) {
        return records(event).map(put -> put.getS3().getObject().getUrlDecodedKey()).toList();
    }

    /// The uploads that a function is called for.
    public static List<Upload> uploads(S3Event event) {
        return event.getRecords().stream().map(put -> {
            var object = put.getS3().getObject();
            return upload(put.getS3().getBucket().getName(), object.getUrlDecodedKey(), object.getVersionId(),
                    Instant.ofEpochMilli(put.getEventTime().getMillis()));
        }).toList();
    }

    /// @param event as JSON
    public static List<Upload> uploads(String event) {
        return records(event).map(put -> {
            var object = put.getS3().getObject();
            return upload(put.getS3().getBucket().getName(), object.getUrlDecodedKey(), object.getVersionId(),
                    put.getEventTime());
        }).toList();
    }

    private static Upload upload(String bucket, String key, @Nullable String versionId, Instant time) {
        return new Upload(bucket, key, Objects.requireNonNullElse(versionId, ""), time);
    }

    private static Stream<S3EventNotificationRecord> records(String event) {
        List<S3EventNotificationRecord> records = S3EventNotification.fromJson(event).getRecords();
        return records == null ? Stream.empty() : records.stream();
    }
}
