package pointdrop.emulators;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The lines that functions log in a test. One that is no JSON object, or tells an address, a token, the name or key of a file, or a name or note of
/// the tests' files, fails the test where it is written.
public final class LogLines implements Consumer<String> {
    /// Begins with what is no letter of a word, so that a line is looked at once a word. Paths of the API are logged in the form
    /// `imports/{importId}`, and no other word is as long as a token, but for the class of JUnit that every trace of a test ends in.
    private static final Pattern PERSONAL = Pattern.compile("(?=\\W)(@|%40|\u00EB|\\.csv\\b(?!\\.)"
            + "|.((imports|exports|requests)/[^{\"]"
            + "|(?<!-)(?!ForkJoinPoolHierarchicalTestExecutorService\\b)(pdt_)?[\\w-]{43}(?![\\w-])"
            + "|(Ada|Ann|Augusta|Bob|Crumb|Dora|Goodwill|Loaf|Lovelace|Nadja|For M(ay|\u00E4rz)|AIDA\\w*)\\b))");

    private final Queue<Map<String, Object>> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(String line) {
        if (PERSONAL.matcher(line).find()) {
            throw new AssertionError("The log tells what is personal: " + line);
        }
        lines.add(object(line));
    }

    public void clear() {
        lines.clear();
    }

    public List<Map<String, Object>> all() {
        return List.copyOf(lines);
    }

    public List<Map<String, Object>> ofLevel(String level) {
        return lines.stream().filter(line -> level.equals(line.get("level"))).toList();
    }

    /// The values that CloudWatch takes for a metric.
    public List<Double> values(String metric) {
        return lines.stream()
                .filter(line -> line.containsKey("_aws") && line.containsKey(metric))
                .map(line -> Double.valueOf(String.valueOf(line.get(metric))))
                .toList();
    }

    public double sum(String metric) {
        return values(metric).stream().mapToDouble(value -> value).sum();
    }

    private static Map<String, Object> object(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException | ClassCastException notAnObject) {
            throw new AssertionError("Not a JSON object: " + line, notAnObject);
        }
    }
}
