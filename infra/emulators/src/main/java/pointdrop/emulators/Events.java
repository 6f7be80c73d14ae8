package pointdrop.emulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The events that AWS raises, as JSON. Shapes: S3 User Guide, "Event message structure"; Lambda Developer Guide, "Using
/// Lambda with Amazon SQS" and "Capturing records of Lambda asynchronous invocations".
public final class Events {
    /// Who puts every object.
    public static final String PRINCIPAL = "AWS:AIDAEXAMPLE";
    public static final String ACCOUNT_ID = "000000000000";
    private static final String ACCOUNT = Endpoints.REGION + ":" + ACCOUNT_ID + ":";

    /// Making one takes longer than reading an event.
    private static final ClassValue<PojoSerializer<?>> SERIALIZERS = new ClassValue<>() {
        @Override
        protected PojoSerializer<?> computeValue(Class<?> type) {
            return LambdaEventSerializers.serializerFor(type, type.getClassLoader());
        }
    };

    private Events() {}

    /// The event of an object that was put.
    public static String s3(StoredObject object) {
        return s3(object, "ObjectCreated:Put");
    }

    /// The event of an object that was made by a copy.
    public static String copy(StoredObject object) {
        return s3(object, "ObjectCreated:Copy");
    }

    private static String s3(StoredObject object, String eventName) {
        Map<String, Object> put = Map.of("key", URLEncoder.encode(object.key(), UTF_8).replace("%2F", "/"),
                "size", object.size(),
                "eTag", object.etag(),
                "sequencer", Long.toHexString(object.time().toEpochMilli()));
        return records(Map.of("eventSource", "aws:s3",
                "awsRegion", Endpoints.REGION,
                "eventVersion", "2.1",
                "eventTime", object.time().toString(),
                "eventName", eventName,
                "userIdentity", Map.of("principalId", PRINCIPAL),
                "s3", Map.of("s3SchemaVersion", "1.0",
                        "bucket", Map.of("name", object.bucket(), "arn", "arn:aws:s3:::" + object.bucket()),
                        "object", object.version().isEmpty() ? put : with(put, "versionId", object.version()))));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(name, value);
        return more;
    }

    /// The event of a message that is received.
    ///
    /// @param receiveCount from 1
    public static String sqs(String queue, String messageId, String body, int receiveCount) {
        return records(Map.of("eventSource", "aws:sqs",
                "awsRegion", Endpoints.REGION,
                "messageId", messageId,
                "receiptHandle", UUID.randomUUID().toString(),
                "body", body,
                "attributes", Map.of("ApproximateReceiveCount", Integer.toString(receiveCount)),
                "messageAttributes", Map.of(),
                "eventSourceARN", "arn:aws:sqs:" + ACCOUNT + queue));
    }

    /// The event of a schedule (EventBridge User Guide, "Creating an Amazon EventBridge rule that runs on a schedule").
    public static String schedule(Instant time) {
        return json(Map.of("version", "0",
                "id", UUID.randomUUID().toString(),
                "detail-type", "Scheduled Event",
                "source", "aws.events",
                "account", ACCOUNT_ID,
                "time", time.truncatedTo(ChronoUnit.SECONDS).toString(),
                "region", Endpoints.REGION,
                "resources", List.of("arn:aws:events:" + ACCOUNT + "rule/schedule"),
                "detail", Map.of()));
    }

    /// The record that a failure destination receives of an event whose last attempt failed.
    public static String failure(String function, String event, int attempts, String error) {
        try {
            return json(Map.of("version", "1.0",
                    "requestContext", Map.of("functionArn", "arn:aws:lambda:" + ACCOUNT + "function:" + function,
                            "condition", "RetriesExhausted",
                            "approximateInvokeCount", attempts),
                    "requestPayload", JSON.std.mapFrom(event),
                    "responsePayload", Map.of("errorMessage", error)));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /// The type of the events that a handler takes.
    public static Class<?> typeOf(Class<?> handler) {
        return method(handler).getParameterTypes()[0];
    }

    /// The type of the answers that a handler gives.
    public static Class<?> answerOf(Class<?> handler) {
        return method(handler).getReturnType();
    }

    private static Method method(Class<?> handler) {
        return Arrays.stream(handler.getMethods())
                .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    /// An event as the function gets it.
    ///
    /// @param type of the event, with its libraries in its class loader
    public static <E> E read(Class<E> type, String json) {
        return type.cast(SERIALIZERS.get(type).fromJson(json));
    }

    private static String records(Map<String, Object> only) {
        return json(Map.of("Records", List.of(only)));
    }

    static String json(Map<String, Object> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
