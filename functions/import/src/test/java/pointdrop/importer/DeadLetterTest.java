package pointdrop.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.Stage;
import pointdrop.storage.Upload;

/// The messages are written as AWS writes them, with fields that nobody reads.
class DeadLetterTest {
    private static final String ID = "20261123T234205Z-2a6c41d07a";

    private static String records(String... records) {
        return "{\"Records\": [" + String.join(", ", records) + "]}";
    }

    private static String record(String bucket, String object) {
        return """
                {"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-central-1",
                 "eventTime": "2026-11-23T23:42:05.123Z", "eventName": "ObjectCreated:Put",
                 "userIdentity": {"principalId": "AWS:AIDAEXAMPLE"},
                 "s3": {"s3SchemaVersion": "1.0", "configurationId": "uploads",
                        "bucket": {"name": "%s", "arn": "arn:aws:s3:::%1$s"}, "object": %s}}
                """.formatted(bucket, object);
    }

    private static String chunk(String key) {
        return record("data", "{\"key\": \"" + key + "\", \"size\": 512, \"sequencer\": \"0\"}");
    }

    private static String failed(String event) {
        return """
                {"version": "1.0", "timestamp": "2026-11-23T23:50:11.000Z",
                 "requestContext": {"requestId": "e4b4", "condition": "RetriesExhausted", "approximateInvokeCount": 3},
                 "requestPayload": %s,
                 "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
                 "responsePayload": {"errorMessage": "Task timed out after 900.00 seconds"}}
                """.formatted(event);
    }

    @Test
    void aMessageOfTheQueueNamesItsChunk() {
        String message = records(chunk("chunks/demo/" + ID + "/17.csv.gz"));

        assertEquals(List.of(new DeadLetter.Chunk(new ChunkRef(Stage.IMPORT, "demo", ID, 17))), DeadLetter.in(message));
    }

    @Test
    void aRecordOfAFailedInvocationNamesItsUploadWithVersionDecodedKeyAndWhoPutIt() {
        String message = failed(records(record("uploads", """
                {"key": "imports/demo/add-points/M%C3%A4rz+2026+%2B1.csv", "size": 9, "versionId": "096fKKXTRTtl3on8",
                 "sequencer": "0"}
                """)));

        assertEquals(
                List.of(new DeadLetter.Upload(new Upload("uploads", "imports/demo/add-points/M\u00E4rz 2026 +1.csv",
                        "096fKKXTRTtl3on8", Instant.parse("2026-11-23T23:42:05.123Z"), false, "AWS:AIDAEXAMPLE"))),
                DeadLetter.in(message));
    }

    @Test
    void anUploadToABucketWithoutVersionsHasNone() {
        String message = failed(records(record("uploads", "{\"key\": \"exports/demo/all.json\", \"size\": 9}")));

        assertEquals(List.of(new DeadLetter.Upload(new Upload("uploads", "exports/demo/all.json", "",
                Instant.parse("2026-11-23T23:42:05.123Z"), false, "AWS:AIDAEXAMPLE"))), DeadLetter.in(message));
    }

    @Test
    void eachRecordOfAnEventIsADeadLetter() {
        String chunks = records(chunk("chunks/demo/" + ID + "/0.csv.gz"), chunk("chunks/other/" + ID + "/1.csv.gz"));
        String uploads = failed(records(record("uploads", "{\"key\": \"exports/demo/a.json\"}"),
                record("uploads", "{\"key\": \"exports/demo/b.json\"}")));

        assertEquals(List.of(new DeadLetter.Chunk(new ChunkRef(Stage.IMPORT, "demo", ID, 0)),
                new DeadLetter.Chunk(new ChunkRef(Stage.IMPORT, "other", ID, 1))), DeadLetter.in(chunks));
        assertEquals(List.of("exports/demo/a.json", "exports/demo/b.json"),
                DeadLetter.in(uploads)
                        .stream()
                        .map(letter -> letter instanceof DeadLetter.Upload(var upload) ? upload.key() : "no upload")
                        .toList());
    }

    @Test
    void theTestEventOfS3IsNoDeadLetter() {
        String event = "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"data\"}";

        assertEquals(List.of(), DeadLetter.in(event));
        assertEquals(List.of(), DeadLetter.in(failed(event)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "{\"Records\": [", "", "[1]", "\"text\""})
    void whatIsNoEventIsRefusedAndNotQuoted(String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> DeadLetter.in(message));

        assertEquals("The message is not an event", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\": [{\"body\": \"\"}]}", "{\"requestPayload\": {}}",
            "{\"requestPayload\": \"Hello\"}", "{\"requestPayload\": {\"requestPayload\": {\"Records\": []}}}"})
    void aLetterThatIsNoEventOfS3IsRefused(String message) {
        assertThrows(IllegalArgumentException.class, () -> DeadLetter.in(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"summaries/demo/1.json", "chunks/demo/1/0.csv", "chunks/demo/1/x.csv.gz",
            "chunks/0.csv.gz"})
    void anObjectThatIsNoChunkIsRefusedByItsKey(String key) {
        var refused = assertThrows(IllegalArgumentException.class, () -> DeadLetter.in(records(chunk(key))));

        assertTrue(Objects.requireNonNull(refused.getMessage()).endsWith(key), refused.getMessage());
    }
}
