package pointdrop.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs every measurement in a process of its own, and writes docs/BENCHMARKS.md.
@Command(name = "all", mixinStandardHelpOptions = true, description = "Runs all measurements and writes docs/BENCHMARKS.md.")
final class AllCommand implements Callable<Integer> {
    @Option(names = "--only", description = "Runs the sections whose title contains this, and leaves the page as it is.")
    private String only = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("pointdrop.home", "."));
        Page page = new Page(Instant.now());
        boolean pinned = canPin();
        for (Step step : Step.all()) {
            if (step.section().contains(only)) {
                System.out.println(step.section() + ": " + step.conditions());
                page.add(step, run(step, pinned));
            }
        }
        if (only.isEmpty()) {
            Files.writeString(home.resolve("docs/BENCHMARKS.md"), page.text(pinned));
        }
        return 0;
    }

    /// Whether a process can be kept on one core here.
    private static boolean canPin() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
    }

    private static List<Figure> run(Step step, boolean pinned) throws IOException, InterruptedException {
        Path figures = Files.createTempFile("pointdrop-figures-", ".tsv");
        try {
            List<String> command = new ArrayList<>();
            if (step.oneCore() && pinned) {
                command.addAll(List.of("taskset", "-c", "0"));
            }
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(step.options());
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED",
                    "-Dpointdrop.home=" + System.getProperty("pointdrop.home", "."),
                    "-D" + Figures.FILE + "=" + figures, "-cp", System.getProperty("java.class.path"),
                    Benchmark.class.getName()));
            command.addAll(step.arguments());
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("The measurement failed: " + String.join(" ", step.arguments()));
            }
            return Files.readAllLines(figures).stream().map(Figure::parse).toList();
        } finally {
            Files.delete(figures);
        }
    }
}
