package pointdrop.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import pointdrop.domain.Counts;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowProblem;
import pointdrop.domain.Summary;

/// The summary of an import as JSON, for people and scripts.
final class SummaryJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SummaryJson() {}

    static byte[] of(HistoryEntry record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("id", record.id());
            json.writeStringField("status", record.status().name());
            json.writeStringField("message", record.message());
            json.writeStringField("file", record.file());
            json.writeStringField("shop", record.shop());
            json.writeStringField("action", record.action());
            Rejection rejection = record.rejection();
            if (rejection != null) {
                json.writeStringField("reason", rejection.code().name());
            }
            Summary summary = record.summary();
            if (summary != null) {
                writeSummary(json, summary);
            }
            if (record.status().closed()) {
                writeCounts(json, record.counts());
            }
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void writeSummary(JsonGenerator json, Summary summary) throws IOException {
        json.writeNumberField("columns", summary.columns());
        json.writeArrayFieldStart("unusedColumns");
        for (String column : summary.unusedColumns()) {
            json.writeString(column);
        }
        json.writeEndArray();
        json.writeNumberField("rows", summary.rows());
        json.writeNumberField("validRows", summary.validRows());
        json.writeNumberField("invalidRows", summary.invalidRows());
        json.writeNumberField("repeatedEmails", summary.repeatedEmails());
        json.writeStringField("encoding", summary.encoding());
        json.writeStringField("delimiter", summary.delimiter());
        json.writeArrayFieldStart("problems");
        for (RowProblem problem : summary.problems()) {
            json.writeStartObject();
            json.writeNumberField("row", problem.row());
            json.writeStringField("code", problem.problem().code().name());
            json.writeStringField("message", problem.problem().message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCounts(JsonGenerator json, Counts counts) throws IOException {
        json.writeNumberField("succeeded", counts.succeeded());
        json.writeNumberField("changed", counts.changed());
        json.writeNumberField("unchanged", counts.unchanged());
        json.writeNumberField("failed", counts.failed());
        json.writeNumberField("notProcessed", counts.notProcessed());
        json.writeNumberField("pointsAdded", counts.pointsAdded());
        json.writeNumberField("pointsRemoved", counts.pointsRemoved());
    }
}
