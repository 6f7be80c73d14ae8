package pointdrop.storage;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;

/// S3's events, as Lambda hands them to a function and as they stand in messages.
public final class S3Events {
    /// S3 sends it when a notification is set up (S3 User Guide, "Event message structure").
    private static final String TEST_EVENT = "s3:TestEvent";
    private static final String COPY = "ObjectCreated:Copy";

    private S3Events() {}

    /// @param event as JSON; S3's test event and an event without records have no keys
    /// @return the keys of the objects that were put
    /// @throws NotAnEvent for what is no event of S3
    public static List<String> keys(String event) {
        return records(event).map(put -> put.getS3().getObject().getUrlDecodedKey()).toList();
    }

    /// The uploads that a function is called for; none where the event has no records.
    public static List<Upload> uploads(S3Event event) {
        return event.getRecords() == null ? List.of() : event.getRecords().stream().map(put -> {
            var object = put.getS3().getObject();
            return upload(put.getS3().getBucket().getName(), object.getUrlDecodedKey(), object.getVersionId(),
                    Instant.ofEpochMilli(put.getEventTime().getMillis()), put.getEventName(),
                    put.getUserIdentity() == null ? null : put.getUserIdentity().getPrincipalId());
        }).toList();
    }

    /// @param event as JSON
    /// @throws NotAnEvent for what is no event of S3
    public static List<Upload> uploads(String event) {
        return records(event).map(put -> {
            var object = put.getS3().getObject();
            return upload(put.getS3().getBucket().getName(), object.getUrlDecodedKey(), object.getVersionId(),
                    put.getEventTime(), put.getEventName(),
                    put.getUserIdentity() == null ? null : put.getUserIdentity().getPrincipalId());
        }).toList();
    }

    /// @param principal empty too where Lambda's serializer finds none
    private static Upload upload(String bucket, String key, @Nullable String versionId, Instant time,
            @Nullable String eventName, @Nullable String principal) {
        return new Upload(bucket, key, Objects.requireNonNullElse(versionId, ""), time,
                eventName != null && eventName.endsWith(COPY),
                principal == null || principal.isEmpty() ? null : principal);
    }

    /// The SDK's parser reads any other JSON as an event without records.
    private static Stream<S3EventNotificationRecord> records(String event) {
        Map<String, Object> fields = fields(event);
        if (TEST_EVENT.equals(fields.get("Event"))) {
            return Stream.empty();
        }
        if (!(fields.get("Records") instanceof List<?> records)
                || !records.stream().allMatch(S3Events::isOfS3)) {
            throw new NotAnEvent("The message is not an event of S3", null);
        }
        return S3EventNotification.fromJson(event).getRecords().stream();
    }

    private static boolean isOfS3(Object event) {
        return event instanceof Map<?, ?> fields && fields.get("s3") instanceof Map<?, ?> put
                && put.get("object") instanceof Map<?, ?> object && object.get("key") instanceof String
                && put.get("bucket") instanceof Map<?, ?> && fields.get("eventTime") instanceof String;
    }

    private static Map<String, Object> fields(String event) {
        try {
            return Objects.requireNonNullElse(JSON.std.mapFrom(event), Map.of());
        } catch (IOException notJson) {
            throw new NotAnEvent("The message is not an event of S3", notJson);
        }
    }
}
