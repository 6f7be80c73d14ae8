package pointdrop.emulators;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The lines that functions log in a test. One that tells an address, the name of a file or of a person fails the test where it is written; one that is
/// no JSON object where it is read.
public final class LogLines implements Consumer<String> {
    private static final Pattern ADDRESS_OR_FILE = Pattern.compile("@|%40|\\.csv\\b(?!\\.)");

    private final List<String> names;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /// @param names of persons that the test uses
    public LogLines(String... names) {
        this.names = List.of(names);
    }

    @Override
    public void accept(String line) {
        if (ADDRESS_OR_FILE.matcher(line).find() || names.stream().anyMatch(line::contains)) {
            throw new AssertionError("The log tells what is personal: " + line);
        }
        lines.add(line);
    }

    public void clear() {
        lines.clear();
    }

    public List<Map<String, Object>> all() {
        return lines.stream().map(LogLines::object).toList();
    }

    public List<Map<String, Object>> ofLevel(String level) {
        return with("level\":\"" + level).toList();
    }

    /// The values that CloudWatch takes for a metric.
    public List<Double> values(String metric) {
        return with(metric + "\":").filter(line -> line.containsKey("_aws"))
                .map(line -> Double.valueOf(String.valueOf(line.get(metric))))
                .toList();
    }

    public double sum(String metric) {
        return values(metric).stream().mapToDouble(value -> value).sum();
    }

    /// Most lines need not be read for that: a simulation writes many.
    private Stream<Map<String, Object>> with(String member) {
        return lines.stream().filter(line -> line.contains("\"" + member)).map(LogLines::object);
    }

    private static Map<String, Object> object(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException | ClassCastException notAnObject) {
            throw new AssertionError("Not a JSON object: " + line, notAnObject);
        }
    }
}
