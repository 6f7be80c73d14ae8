package pointdrop.storage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.domain.Summary;
import pointdrop.storage.HistoryEntry.Kind;

/// What the log says of each change in the Imports table, and what is counted by it: by the delivery whose write took effect. One that finds it
/// done says so and counts nothing; so does one that had to write again, as the answer was lost. A value may be missing then, but none is counted
/// twice.
record HistoryLog(Log log) {

    void begun(HistoryEntry entry, boolean here) {
        Log line = log.about(entry).with("status", entry.status().name());
        line.info(here ? "The history has a new entry" : "The event was delivered before");
    }

    /// @param here whether this delivery changed the status
    void became(HistoryEntry entry, boolean here) {
        Log line = details(entry).with("status", entry.status().name());
        String what = "The %s is %s".formatted(entry.origin().kind().label(), entry.status());
        if (!here) {
            line.info(what + " already");
        } else if (entry.status() == Status.FAILED) {
            counting(entry, line).warn(what);
        } else {
            counting(entry, line).info(what);
        }
    }

    private Log details(HistoryEntry entry) {
        Log line = log.about(entry);
        return switch (entry.status()) {
            case VALIDATING, EXPORTING -> line;
            case REVIEWING, IMPORTING -> validated(entry, line);
            case READY -> counts(entry.review().projected(), entry.review().consumed().addTo(line));
            case COMPLETED, FAILED -> reason(entry, counts(entry.counts(), entry.progress().consumed().addTo(line)));
            case REJECTED, CANCELLED -> reason(entry, entry.progress().consumed().addTo(line));
        };
    }

    private static Log validated(HistoryEntry entry, Log line) {
        Summary summary = entry.summary();
        return line.with("rows", summary.rows())
                .with("invalidRows", summary.invalidRows())
                .with("chunks", entry.progress().chunks())
                .with("encoding", summary.encoding())
                .with("delimiter", summary.delimiter());
    }

    private static Log reason(HistoryEntry entry, Log line) {
        Rejection rejection = entry.findings().rejection();
        return rejection == null ? line : line.with(Log.REASON, rejection.code().name());
    }

    private static Log counts(Counts counts, Log line) {
        return line.with("rows", counts.rows())
                .with("succeeded", counts.succeeded())
                .with("changed", counts.changed())
                .with("unchanged", counts.unchanged())
                .with("failed", counts.failed())
                .with("notProcessed", counts.notProcessed())
                .with("notKnown", counts.notKnown());
    }

    private static Log counting(HistoryEntry entry, Log line) {
        if (entry.origin().kind() == Kind.EXPORT) {
            return line;
        }
        Instant finished = entry.ending().finishedAt();
        return switch (entry.status()) {
            case REJECTED -> line.counting(Metric.FILES_REJECTED, 1);
            case COMPLETED, FAILED -> entry.progress().importingSince() == null
                    ? line
                    : line.counting(Metric.SECONDS_TO_FINISH,
                            Duration.between(due(entry), requireNonNull(finished)).toMillis() / 1000.0);
            default -> line;
        };
    }

    /// From when on its owner waits for its end.
    private static Instant due(HistoryEntry entry) {
        return entry.isStartedByRequest() ? entry.importingSince() : entry.origin().startedAt();
    }

    void ofNoImport(ChunkRef chunk) {
        log.about(chunk).warn("The chunk is of no import");
    }

    void held(ChunkRef chunk) {
        log.about(chunk).info("Another delivery works on the chunk");
    }

    /// @param here whether this delivery holds it
    void taken(ChunkRef chunk, HistoryEntry entry, boolean here) {
        log.about(chunk)
                .with("status", entry.status().name())
                .info(here ? "The chunk is taken" : "The chunk is closed already, or not due in this status");
    }

    void closedBefore(ChunkRef chunk) {
        log.about(chunk).info("The chunk was closed by an earlier delivery or try");
    }

    /// @param consumed by this delivery
    void closed(ChunkRef chunk, Counts counts, Consumption consumed, Duration took, long throttled) {
        Log line = throttled(consumed.addTo(log.about(chunk)), throttled).with("seconds", took.toMillis() / 1000.0);
        if (chunk.stage() == Stage.IMPORT) {
            line = line.counting(Metric.ROWS_SUCCEEDED, counts.succeeded())
                    .counting(Metric.ROWS_UNCHANGED, counts.unchanged())
                    .counting(Metric.ROWS_FAILED, counts.failed())
                    .counting(Metric.ROWS_NOT_PROCESSED, counts.givenUp());
        }
        counts(counts, line).info("The chunk is closed");
    }

    void givenBack(ChunkRef chunk, Consumption consumed, long throttled) {
        throttled(consumed.addTo(log.about(chunk)), throttled).warn("The chunk is given back, for the next delivery");
    }

    private static Log throttled(Log line, long calls) {
        return calls == 0 ? line : line.counting(Metric.THROTTLED_CALLS, calls);
    }

    void mailEnded(HistoryEntry entry, boolean sent) {
        log.about(entry).with("status", entry.status().name()).mailEnded(sent);
    }

    void mailEnded(Decision refused, boolean sent) {
        log.about(refused.request()).mailEnded(sent);
    }

    void accepted(Request request, boolean here) {
        log.about(request).info(here ? "The request takes effect" : "Something else was faster than the request");
    }

    void refused(Request request, Rejection reason) {
        log.about(request).with(Log.REASON, reason.code().name()).info("The request is refused");
    }
}
