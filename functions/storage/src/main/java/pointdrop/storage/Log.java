package pointdrop.storage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a function tells its operator: one JSON object a line, with what it is about. A log does not change: [#with] makes another one, which
/// is handed on.
///
/// Lines are kept where personal data must not be. Fields are ids, codes, numbers and types of exceptions: no address, name, cell, name of a
/// file or sentence that may quote one.
public final class Log {
    static final String STACK = "Stack";
    static final String REASON = "Reason";
    private static final String NAMESPACE = "Pointdrop";

    private final Consumer<String> lines;
    private final Machine machine;
    private final Map<String, Object> fields;
    private final Map<Metric, Number> metrics;

    private Log(Consumer<String> lines, Machine machine, Map<String, Object> fields, Map<Metric, Number> metrics) {
        this.lines = lines;
        this.machine = machine;
        this.fields = fields;
        this.metrics = metrics;
    }

    /// Reads `POINTDROP_STACK`.
    ///
    /// @param lines takes each line, without its end; called by any thread
    static Log of(Environment environment, Machine machine, Consumer<String> lines) {
        return new Log(lines, machine, Map.of(STACK, environment.required("POINTDROP_STACK")), Map.of());
    }

    /// That drops every line.
    static Log none(Machine machine) {
        return new Log(_ -> {}, machine, Map.of(), Map.of());
    }

    /// With one more field in each line.
    ///
    /// @param value a text, a number or whether; null leaves it out
    public Log with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Log(lines, machine, more, metrics);
    }

    /// With the import or export that it is about.
    private Log about(String shop, String importId) {
        return with("shop", shop).with("importId", importId);
    }

    /// An action that nobody knows is whatever somebody wrote into a key.
    public Log about(HistoryEntry entry) {
        String action = entry.origin().action();
        boolean known = entry.origin().kind() == HistoryEntry.Kind.EXPORT || entry.undo().undoes() != null
                || entry.origin().knownAction().isPresent();
        return about(entry.shop(), entry.id()).with("action", known ? action : "unknown")
                .with("undoes", entry.undo().undoes());
    }

    public Log about(Upload upload) {
        return about(upload.shop(), upload.id()).with("version", upload.versionId()).with("copied", upload.copied());
    }

    public Log about(ChunkRef chunk) {
        return about(chunk.shop(), chunk.importId()).with("stage", chunk.stage().name()).with("chunk", chunk.number());
    }

    public Log about(Request request) {
        return about(request.shop(), request.importId()).with("request", request.id())
                .with("verb", request.knownVerb().map(Request.Verb::label).orElse("unknown"));
    }

    /// With a value that the next line adds to a metric in CloudWatch (CloudWatch User Guide, "Specification: Embedded metric format").
    public Log counting(Metric metric, Number value) {
        Map<Metric, Number> more = new EnumMap<>(Metric.class);
        more.putAll(metrics);
        more.put(metric, value);
        return new Log(lines, machine, fields, more);
    }

    /// @param what happened, in a fixed sentence
    public void info(String what) {
        write("INFO", what, Map.of());
    }

    /// For what somebody may have to look at.
    public void warn(String what) {
        write("WARN", what, Map.of());
    }

    /// For what failed: its types and places, without messages, which may quote anything.
    public void error(String what, Throwable failed) {
        write("ERROR", what, Map.of("exception", Trace.types(failed), "trace", Trace.places(failed)));
    }

    /// @param sent false where every address that may get the mail refused it for good
    public void mailEnded(boolean sent) {
        if (sent) {
            info("The mail is sent");
        } else {
            counting(Metric.MAILS_FAILED, 1).warn("No address takes the mail");
        }
    }

    private void write(String level, String what, Map<String, Object> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", machine.now().toString());
        line.put("level", level);
        line.put("message", what);
        line.putAll(fields);
        line.putAll(more);
        if (!metrics.isEmpty()) {
            metrics.forEach((metric, value) -> line.put(metric.label(), value));
            line.put("_aws", object("Timestamp", machine.now().toEpochMilli(), "CloudWatchMetrics", directives()));
        }
        lines.accept(JsonText.of(line));
    }

    /// One for each set of dimensions.
    private List<Map<String, Object>> directives() {
        Map<List<List<String>>, List<Map<String, Object>>> byDimensions = new LinkedHashMap<>();
        for (Metric metric : metrics.keySet()) {
            byDimensions.computeIfAbsent(metric.dimensions(), _ -> new ArrayList<>())
                    .add(object("Name", metric.label(), "Unit", metric.unit()));
        }
        List<Map<String, Object>> directives = new ArrayList<>();
        byDimensions.forEach((dimensions, same) -> {
            Map<String, Object> directive = object("Namespace", NAMESPACE, "Dimensions", dimensions);
            directive.put("Metrics", same);
            directives.add(directive);
        });
        return directives;
    }

    /// In this order; `Map.of` has none.
    private static Map<String, Object> object(String name, Object value, String second, Object secondValue) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(name, value);
        object.put(second, secondValue);
        return object;
    }
}
