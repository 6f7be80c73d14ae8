package pointdrop.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs every measurement in a process of its own, and writes docs/BENCHMARKS.md. One that fails takes no other with it: the page says so.
@Command(name = "all", mixinStandardHelpOptions = true, description = "Runs all measurements and writes docs/BENCHMARKS.md.")
final class AllCommand implements Callable<Integer> {
    @Option(names = "--only", description = "Runs the sections whose title contains this, and leaves the page as it is.")
    private String only = "";

    @Option(names = "--continue", description = "Goes on where a run was ended: keeps what its steps, or those of --only, have found.")
    private boolean going;

    private boolean failed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Machine.home();
        Path kept = Files.createDirectories(home.resolve("infra/benchmark/target/figures"));
        List<Step> steps = Step.all().stream().filter(step -> step.section().contains(only)).toList();
        if (!going) {
            for (Step step : steps) {
                Files.deleteIfExists(step.figures(kept));
            }
        }
        Page page = new Page(Instant.now());
        for (Step step : steps) {
            System.out.println(step.section() + ": " + step.conditions());
            Path figures = step.figures(kept);
            page.add(step, Files.exists(figures) ? read(figures) : run(step, figures));
            if (only.isEmpty()) {
                Files.writeString(home.resolve("docs/BENCHMARKS.md"), page.text());
            }
        }
        return failed ? 1 : 0;
    }

    private static List<Figure> read(Path figures) throws IOException {
        return Files.readAllLines(figures).stream().map(Figure::parse).toList();
    }

    /// @param kept where the figures go, unless the measurement fails
    private List<Figure> run(Step step, Path kept) throws IOException, InterruptedException {
        Path figures = Files.createTempFile("pointdrop-figures-", ".tsv");
        try {
            List<String> command = new ArrayList<>(step.oneCore() ? Cores.pinned(Cores.FIRST) : List.of());
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(step.options());
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED",
                    "-Dpointdrop.home=" + Machine.home(),
                    "-D" + Figures.FILE + "=" + figures, "-cp", System.getProperty("java.class.path"),
                    Benchmark.class.getName()));
            command.addAll(step.arguments());
            Instant begun = Instant.now();
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            System.out.println(Duration.between(begun, Instant.now()).toSeconds() + " s");
            if (exit == 0) {
                Files.copy(figures, kept);
                return read(figures);
            }
            failed = true;
            return Stream.concat(read(figures).stream(),
                    Stream.of(Figure.of("the rest", "failed with exit code " + exit))).toList();
        } finally {
            Files.delete(figures);
        }
    }
}
