package pointdrop.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowProblem;
import pointdrop.domain.Summary;

/// The summary of an import as JSON, for people and scripts.
public final class SummaryJson {
    private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

    private SummaryJson() {}

    static byte[] of(HistoryEntry entry) {
        try {
            return PRETTY.asBytes(fields(entry, false));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /// Its fields, in a map of their own, with what was consumed. A summary is written before that is known whole.
    public static Map<String, Object> fields(HistoryEntry entry) {
        return fields(entry, true);
    }

    private static Map<String, Object> fields(HistoryEntry entry, boolean consumed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("status", entry.status().name());
        json.put("message", entry.message());
        json.put("file", entry.origin().file());
        json.put("shop", entry.shop());
        json.put("action", entry.origin().action());
        putText(json, "note", entry.origin().note());
        putText(json, "by", entry.origin().by());
        putText(json, "principal", entry.origin().author().principal());
        Rejection rejection = entry.findings().rejection();
        if (rejection != null) {
            json.put("reason", rejection.code().name());
        }
        Summary summary = entry.findings().summary();
        if (summary != null) {
            put(json, summary);
        }
        put(json, entry.review(), consumed);
        putText(json, "undoes", entry.undo().undoes());
        putText(json, "undoneBy", entry.undo().undoneBy());
        if (entry.status().closed()) {
            put(json, entry.counts(), summary != null);
            put(json, entry.progress().consumed(), consumed);
        }
        return json;
    }

    private static void putText(Map<String, Object> json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    private static void put(Map<String, Object> json, HistoryEntry.Review review, boolean consumed) {
        if (review.readyUntil() != null) {
            json.put("readyUntil", review.readyUntil().toString());
            Map<String, Object> projected = new LinkedHashMap<>();
            put(projected, review.projected(), true);
            put(projected, review.consumed(), consumed);
            json.put("projected", projected);
        }
    }

    private static void put(Map<String, Object> json, Consumption consumption, boolean consumed) {
        if (consumed) {
            json.put(Consumption.WRITE_UNITS, consumption.writeUnits());
            json.put(Consumption.READ_UNITS, consumption.readUnits());
            json.put(Consumption.MEGABYTE_MILLIS, consumption.megabyteMillis());
        }
    }

    private static void put(Map<String, Object> json, Summary summary) {
        json.put("columns", summary.columns());
        json.put("unusedColumns", summary.unusedColumns());
        json.put("rows", summary.rows());
        json.put("validRows", summary.validRows());
        json.put("invalidRows", summary.invalidRows());
        json.put("shortRows", summary.shortRows());
        json.put("encoding", summary.encoding());
        json.put("delimiter", summary.delimiter());
        json.put("nonAsciiCells", summary.nonAsciiCells());
        json.put("problems", summary.problems().stream().map(SummaryJson::problem).toList());
    }

    private static Map<String, Object> problem(RowProblem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", problem.row());
        json.put("code", problem.problem().code().name());
        json.put("message", problem.problem().message());
        return json;
    }

    private static void put(Map<String, Object> json, Counts counts, boolean imported) {
        json.put("succeeded", counts.succeeded());
        json.put("changed", counts.changed());
        json.put("unchanged", counts.unchanged());
        json.put("failed", counts.failed());
        json.put("notProcessed", counts.notProcessed());
        json.put("notKnown", counts.notKnown());
        json.put("pointsAdded", counts.pointsAdded());
        json.put("pointsRemoved", counts.pointsRemoved());
        if (imported) {
            json.put("repeatedEmails", counts.repeatedEmails());
        }
    }
}
