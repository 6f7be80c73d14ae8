package pointdrop.local;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps the lines that a function logs, as CloudWatch Logs keeps them. What somebody may have to look at is said on the terminal too.
///
/// @param file of the function's lines
record FunctionLog(String function, Path file) implements Consumer<String> {

    static FunctionLog in(Path folder, String function) throws IOException {
        Files.createDirectories(folder);
        return new FunctionLog(function, folder.resolve(function + ".log"));
    }

    /// The function goes on where the line cannot be kept.
    @Override
    public synchronized void accept(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Map<String, Object> fields = JSON.std.mapFrom(line);
            if ("WARN".equals(fields.get("level"))) {
                Console.log("%s: %s, import %s of shop %s".formatted(function, fields.get("message"),
                        fields.getOrDefault("importId", "-"), fields.getOrDefault("shop", "-")));
            }
        } catch (IOException notWritten) {
            Console.log("The log of %s lacks a line: %s".formatted(function, notWritten));
        }
    }
}
