package pointdrop.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pointdrop.emulators.Endpoints;

/// `.local/endpoints.env`: exists while the stack runs, for shells (`set -a; . .local/endpoints.env`) and for the commands
/// that use it.
record EndpointsFile(Path path) {
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{Alnum}/.,:_@+=-]");

    static EndpointsFile in(Path data) {
        return new EndpointsFile(data.resolve("endpoints.env"));
    }

    void write(Map<String, String> variables) throws IOException {
        String lines = variables.entrySet()
                .stream()
                .map(variable -> variable.getKey() + "=" + escape(variable.getValue()) + "\n")
                .collect(Collectors.joining());
        Path incomplete = path.resolveSibling("endpoints.env.part");
        Files.writeString(incomplete, lines);
        Files.move(incomplete, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /// With a backslash before characters that are special to a shell; [Properties] removes it as a shell does.
    private static String escape(String value) {
        return SPECIAL.matcher(value).replaceAll("\\\\$0");
    }

    /// Reads it, and points this process to the stack.
    ///
    /// @throws IllegalStateException where no stack runs, with a message that says how to start one
    Map<String, String> use() throws IOException {
        if (!Files.exists(path) || !StackLock.isTaken(Objects.requireNonNull(path.getParent()))) {
            throw new IllegalStateException(
                    "The stack is not running. Start it in another terminal: infra/local/pointdrop up");
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            lines.load(reader);
        }
        new Endpoints(lines.getProperty("AWS_ENDPOINT_URL_S3"), lines.getProperty("AWS_ENDPOINT_URL_DYNAMODB"),
                lines.getProperty("AWS_ENDPOINT_URL_SES")).use();
        Map<String, String> variables = new HashMap<>();
        lines.stringPropertyNames().forEach(name -> variables.put(name, lines.getProperty(name)));
        return variables;
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
