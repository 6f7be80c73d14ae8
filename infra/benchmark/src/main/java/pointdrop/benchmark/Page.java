package pointdrop.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.util.VersionInfo;

/// docs/BENCHMARKS.md.
final class Page {
    private static final String HEADER = """
            | measure | figure | baseline | ratio | target | kept |
            |---|---|---|---|---|---|
            """;

    private final Instant begun;
    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    Page(Instant begun) {
        this.begun = begun;
    }

    /// Adds what a step found.
    void add(Step step, List<Figure> figures) {
        sections.computeIfAbsent(step.section(), _ -> new ArrayList<>())
                .add(step.conditions() + "\n\n" + HEADER
                        + String.join("\n", figures.stream().map(Figure::row).toList()) + "\n");
    }

    String text() throws IOException {
        StringBuilder page = new StringBuilder(String.format(Locale.ROOT,
                """
                        # Benchmarks

                        Written by `infra/benchmark/run all` on %s: do not edit. What the figures led to stands in
                        [decisions/16-speed.md](decisions/16-speed.md).

                        | | |
                        |---|---|
                        | processor | %s, %d cores |
                        | memory | %d GiB |
                        | system | %s %s |
                        | Java | %s |
                        | AWS SDK | %s |
                        | one core | %s |

                        They say what this machine gives, with stubs and emulators on it, not what AWS does. Ratios to a baseline of the same run carry over to
                        other machines; rows a second do not.
                        """,
                begun.atOffset(ZoneOffset.UTC).toLocalDate(), processor(),
                Runtime.getRuntime().availableProcessors(), memory() >> 30, System.getProperty("os.name"),
                System.getProperty("os.arch"), Runtime.version(), VersionInfo.SDK_VERSION,
                Cores.canPin() ? "by `taskset`" : "not kept, as there is no `taskset`: read those figures with care"));
        sections.forEach((title, tables) -> page.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(String.join("\n", tables))
                .append(plot(title)));
        String left = Step.all()
                .stream()
                .map(Step::section)
                .distinct()
                .filter(title -> !sections.containsKey(title))
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? page.toString() : page + "\nThis run was ended before: " + left + ".\n";
    }

    /// The plot that a measurement has drawn, under the name of its section.
    private static String plot(String section) {
        String file = "benchmarks/" + section.toLowerCase(Locale.ROOT).replace(' ', '-') + ".png";
        return Files.exists(Machine.home().resolve("docs").resolve(file))
                ? "\n![" + section + "](" + file + ")\n"
                : "";
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return "of an unknown kind";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .findFirst()
                    .orElse("of an unknown kind");
        }
    }

    private static long memory() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }
}
