package pointdrop.emulators;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The lines that functions log in a test. One that is no JSON object, or tells an address, the name of a file or of a person, fails the test where
/// it is written.
public final class LogLines implements Consumer<String> {
    private static final Pattern ADDRESS_OR_FILE = Pattern.compile("@|%40|\\.csv\\b(?!\\.)");

    private final List<String> names;
    private final List<Map<String, Object>> lines = new CopyOnWriteArrayList<>();

    /// @param names of persons that the test uses
    public LogLines(String... names) {
        this.names = List.of(names);
    }

    @Override
    public void accept(String line) {
        if (ADDRESS_OR_FILE.matcher(line).find() || names.stream().anyMatch(line::contains)) {
            throw new AssertionError("The log tells what is personal: " + line);
        }
        try {
            lines.add(JSON.std.mapFrom(line));
        } catch (IOException | ClassCastException notAnObject) {
            throw new AssertionError("Not a JSON object: " + line, notAnObject);
        }
    }

    public List<Map<String, Object>> all() {
        return lines;
    }

    public List<Map<String, Object>> ofLevel(String level) {
        return lines.stream().filter(line -> level.equals(line.get("level"))).toList();
    }

    /// What CloudWatch adds up.
    public double sum(String metric) {
        return lines.stream()
                .filter(line -> line.containsKey("_aws") && line.get(metric) instanceof Number)
                .mapToDouble(line -> ((Number) line.get(metric)).doubleValue())
                .sum();
    }
}
