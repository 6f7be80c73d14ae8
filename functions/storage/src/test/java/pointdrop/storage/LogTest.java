package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T23:42:05.123Z");

    private final List<String> lines = new ArrayList<>();
    private final Log log = Log.of(new Environment(Map.of("POINTDROP_STACK", "loyalty")),
            Machine.withClock(() -> NOW), lines::add);

    private Map<String, Object> line() throws IOException {
        assertEquals(1, lines.size());
        assertFalse(lines.getFirst().contains("\n"), lines.getFirst());
        return JSON.std.mapFrom(lines.getFirst());
    }

    @Test
    void aLineIsOneObjectWithItsTimeItsLevelAndWhatItIsAbout() throws IOException {
        log.about(new ChunkRef(Stage.IMPORT, "demo", "20261123T234205Z-9f2c41d07a", 3))
                .with("nothing", null)
                .info("A \"line\"\n\t\u0001\\ ü");

        assertEquals(Map.of("timestamp", "2026-11-23T23:42:05.123Z", "level", "INFO", "message",
                "A \"line\"\n\t\u0001\\ ü", "Stack",
                "loyalty", "shop", "demo", "importId", "20261123T234205Z-9f2c41d07a", "stage", "IMPORT", "chunk", 3),
                line());
    }

    @Test
    void whatIsAddedIsOnlyInTheLogItWasAddedTo() {
        Log one = log.with("chunk", 1);
        one.counting(Metric.ROWS_FAILED, 2).info("One");
        log.info("None");

        assertTrue(lines.getFirst().contains("\"chunk\":1"), lines.getFirst());
        assertFalse(lines.getLast().contains("chunk"), lines.getLast());
        assertFalse(lines.getLast().contains("RowsFailed"), lines.getLast());
    }

    /// As CloudWatch's specification of the embedded metric format has it: each metric and dimension is a member of the line itself.
    @Test
    void aLineThatCountsNamesItsMetricsForCloudWatch() throws IOException {
        log.with(Log.REASON, "FILE_EMPTY")
                .counting(Metric.FILES_REJECTED, 1)
                .counting(Metric.ROWS_FAILED, 2)
                .counting(Metric.SECONDS_TO_FINISH, 1.5)
                .warn("Rejected");

        Map<String, Object> line = line();
        assertEquals(List.of(1, 2, 1.5),
                List.of(line.get("FilesRejected"), line.get("RowsFailed"), line.get("SecondsToFinish")));
        assertEquals(List.of("loyalty", "FILE_EMPTY"), List.of(line.get("Stack"), line.get("Reason")));
        assertEquals(Map.of("Timestamp", NOW.toEpochMilli(), "CloudWatchMetrics", List.of(
                Map.of("Namespace", "Pointdrop", "Dimensions", List.of(List.of("Stack")), "Metrics",
                        List.of(Map.of("Name", "RowsFailed", "Unit", "Count"),
                                Map.of("Name", "SecondsToFinish", "Unit", "Seconds"))),
                Map.of("Namespace", "Pointdrop", "Dimensions", List.of(List.of("Stack"), List.of("Stack", "Reason")),
                        "Metrics", List.of(Map.of("Name", "FilesRejected", "Unit", "Count"))))),
                line.get("_aws"));
    }

    @Test
    void aFailureIsToldByTypesPlacesAndTheCodeOfAwsWithoutItsMessages() throws IOException {
        RuntimeException refused = S3Exception.builder()
                .message("ann@demo.example is not verified")
                .requestId("2f6d")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage("ann@demo.example")
                        .build())
                .build();
        log.error("The invocation failed", new IllegalStateException("Mail to ann@demo.example", refused));

        Map<String, Object> line = line();
        assertEquals("ERROR", line.get("level"));
        assertEquals("java.lang.IllegalStateException, caused by software.amazon.awssdk.services.s3.model.S3Exception "
                + "(AccessDenied, request 2f6d)", line.get("exception"));
        assertTrue(lines.getFirst().contains("at pointdrop.storage.LogTest"), lines.getFirst());
        assertFalse(lines.getFirst().contains("@"), lines.getFirst());
    }

    @Test
    void whatFailedAfterwardsIsToldToo() throws IOException {
        IllegalStateException failed = new IllegalStateException(new IOException());
        failed.addSuppressed(new IllegalArgumentException("ann@demo.example", failed));
        log.error("The invocation failed", failed);

        Map<String, Object> line = line();
        assertTrue(String.valueOf(line.get("exception"))
                .startsWith("java.lang.IllegalStateException, caused by java.io.IOException, "
                        + "then java.lang.IllegalArgumentException"),
                line.toString());
        assertTrue(String.valueOf(line.get("trace")).contains("java.lang.IllegalArgumentException, at "));
        assertFalse(lines.getFirst().contains("@"), lines.getFirst());
    }
}
