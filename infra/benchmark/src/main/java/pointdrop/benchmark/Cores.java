package pointdrop.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Keeps processes on one core, by `taskset` of util-linux.
final class Cores {
    /// That of what is measured on one core.
    static final String FIRST = "0";
    /// That of what it calls.
    static final String SECOND = "1";

    private static final String TASKSET = "taskset";

    private Cores() {}

    /// Whether a process can be kept on one core here.
    static boolean canPin() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, TASKSET)));
    }

    /// Keeps this process, and those that it starts, on a core.
    static void keepOn(String core) throws IOException, InterruptedException {
        if (canPin()) {
            new ProcessBuilder(TASKSET, "-a", "-c", "-p", core, Long.toString(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /// What a command begins with that is kept on a core, such as `0`.
    static List<String> pinned(String core) {
        return canPin() ? List.of(TASKSET, "-c", core) : List.of();
    }
}
