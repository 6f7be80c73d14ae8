package pointdrop.emulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.UUID;

/// The events that AWS raises, as JSON. Shapes: S3 User Guide, "Event message structure"; Lambda Developer Guide, "Using
/// Lambda with Amazon SQS" and "Capturing records of Lambda asynchronous invocations".
public final class Events {
    private static final JsonFactory JSON = new JsonFactory();

    private Events() {}

    /// The event of an object that was put.
    public static String s3(StoredObject object) {
        return json(event -> {
            startRecord(event, "aws:s3");
            event.writeStringField("eventVersion", "2.1");
            event.writeStringField("eventTime", object.time().toString());
            event.writeStringField("eventName", "ObjectCreated:Put");
            event.writeObjectFieldStart("s3");
            event.writeStringField("s3SchemaVersion", "1.0");
            event.writeObjectFieldStart("bucket");
            event.writeStringField("name", object.bucket());
            event.writeStringField("arn", "arn:aws:s3:::" + object.bucket());
            event.writeEndObject();
            event.writeObjectFieldStart("object");
            event.writeStringField("key", URLEncoder.encode(object.key(), UTF_8).replace("%2F", "/"));
            event.writeNumberField("size", object.size());
            event.writeStringField("eTag", object.etag());
            if (!object.version().isEmpty()) {
                event.writeStringField("versionId", object.version());
            }
            event.writeStringField("sequencer", Long.toHexString(object.time().toEpochMilli()));
        });
    }

    /// The event of a message that is received.
    ///
    /// @param receiveCount from 1
    public static String sqs(String queue, String messageId, String body, int receiveCount) {
        return json(event -> {
            startRecord(event, "aws:sqs");
            event.writeStringField("messageId", messageId);
            event.writeStringField("receiptHandle", UUID.randomUUID().toString());
            event.writeStringField("body", body);
            event.writeObjectFieldStart("attributes");
            event.writeStringField("ApproximateReceiveCount", Integer.toString(receiveCount));
            event.writeEndObject();
            event.writeObjectFieldStart("messageAttributes");
            event.writeEndObject();
            event.writeStringField("eventSourceARN",
                    "arn:aws:sqs:" + Endpoints.REGION + ":000000000000:" + queue);
        });
    }

    /// What a failure destination receives of an event that a function failed on for good.
    public static String failure(String function, String event, int attempts, String error) {
        return json(record -> {
            record.writeStartObject();
            record.writeStringField("version", "1.0");
            record.writeObjectFieldStart("requestContext");
            record.writeStringField("functionArn",
                    "arn:aws:lambda:" + Endpoints.REGION + ":000000000000:function:" + function);
            record.writeStringField("condition", "RetriesExhausted");
            record.writeNumberField("approximateInvokeCount", attempts);
            record.writeEndObject();
            record.writeFieldName("requestPayload");
            record.writeRawValue(event);
            record.writeObjectFieldStart("responsePayload");
            record.writeStringField("errorMessage", error);
        });
    }

    /// An event as the function gets it.
    ///
    /// @param type of the event, with its libraries in its class loader
    public static <E> E read(Class<E> type, String json) {
        return LambdaEventSerializers.serializerFor(type, type.getClassLoader()).fromJson(json);
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static void startRecord(JsonGenerator event, String source) throws IOException {
        event.writeStartObject();
        event.writeArrayFieldStart("Records");
        event.writeStartObject();
        event.writeStringField("eventSource", source);
        event.writeStringField("awsRegion", Endpoints.REGION);
    }

    /// Closes what the body leaves open.
    private static String json(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.write(json);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }
}
