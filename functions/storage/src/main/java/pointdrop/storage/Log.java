package pointdrop.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    public Log about(String shop, String importId) {
        return with("shop", shop).with("importId", importId);
    }

    public Log about(HistoryEntry entry) {
        return about(entry.shop(), entry.id()).with("kind", entry.origin().kind().label());
    }

    public Log about(ChunkRef chunk) {
        return about(chunk.shop(), chunk.importId()).with("stage", chunk.stage().name()).with("chunk", chunk.number());
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

    private void write(String level, String what, Map<String, Object> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", machine.now().toString());
        line.put("level", level);
        line.put("message", what);
        line.putAll(fields);
        line.putAll(more);
        if (!metrics.isEmpty()) {
            metrics.forEach((metric, value) -> line.put(metric.label(), value));
            line.put("_aws",
                    sorted(Map.of("Timestamp", machine.now().toEpochMilli(), "CloudWatchMetrics", directives())));
        }
        lines.accept(json(line));
    }

    private List<Map<String, Object>> directives() {
        Map<List<List<String>>, List<Metric>> byDimensions = metrics.keySet()
                .stream()
                .collect(Collectors.groupingBy(Metric::dimensions, LinkedHashMap::new, Collectors.toList()));
        List<Map<String, Object>> directives = new ArrayList<>();
        byDimensions.forEach((dimensions, same) -> directives.add(sorted(Map.of("Namespace", NAMESPACE, "Dimensions",
                dimensions, "Metrics",
                same.stream().map(metric -> sorted(Map.of("Name", metric.label(), "Unit", metric.unit()))).toList()))));
        return directives;
    }

    /// The same in every run; `Map.of` has no order.
    private static <V> Map<String, V> sorted(Map<String, V> fields) {
        return new TreeMap<>(fields);
    }

    private static String json(Map<String, Object> line) {
        try {
            return JSON.std.asString(line);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
