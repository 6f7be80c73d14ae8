package pointdrop.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One process of `run all`.
///
/// @param section of docs/BENCHMARKS.md
/// @param oneCore whether it runs on the first core alone, with the collector that a machine of one core has, as a function has one virtual CPU
/// @param heap the most, as `-Xmx` takes it
/// @param compilers which the JVM may use
/// @param arguments of `run`
record Step(String section, boolean oneCore, String heap, Compilers compilers, List<String> arguments) {
    /// Lambda's java25 stops at the first one, which starts fast, unless template.yaml asks for both.
    enum Compilers {
        FIRST,
        BOTH
    }

    /// Every measurement, in the order of the page, the two longest last.
    static List<Step> all() {
        return List.of(
                new Step("Units and requests", false, "1g", Compilers.BOTH, List.of("units")),
                new Step("Import", true, "1g", Compilers.BOTH, List.of("import")),
                new Step("Import", true, "1g", Compilers.FIRST, List.of("import")),
                new Step("Validation", true, "512m", Compilers.BOTH, List.of("validate")),
                new Step("Validation", true, "512m", Compilers.FIRST, List.of("validate")),
                new Step("Validation", true, "512m", Compilers.FIRST, List.of("long-files")),
                new Step("Export", false, "512m", Compilers.BOTH, List.of("export")),
                new Step("Growth", false, "1g", Compilers.BOTH, List.of("growth")),
                new Step("Cold start", false, "1g", Compilers.BOTH, List.of("cold-start")),
                httpClient("apache5"), httpClient("apache5-without-timeout"), httpClient("url-connection"),
                httpClient("crt"), new Step("The end of a long import", true, "1g", Compilers.BOTH, List.of("report")),
                new Step("From drop to mail", false, "2g", Compilers.BOTH, List.of("end-to-end")));
    }

    private static Step httpClient(String name) {
        return new Step("HTTP client", true, "1g", Compilers.BOTH, List.of("http-client", name));
    }

    /// The file of its figures, in a folder.
    Path figures(Path folder) {
        return folder.resolve(String.join("-", arguments) + "-" + compilers.name().toLowerCase(Locale.ROOT) + ".tsv");
    }

    /// Options of the JVM.
    List<String> options() {
        return Stream.concat(Stream.of("-Xmx" + heap), Stream.concat(
                compilers == Compilers.FIRST ? Stream.of("-XX:TieredStopAtLevel=1") : Stream.of(),
                oneCore ? Stream.of("-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1") : Stream.of())).toList();
    }

    /// What the page says below a section's title of how its figures came about.
    String conditions() {
        return (oneCore ? "One core" : "All cores") + ", heap " + heap + ", "
                + (compilers == Compilers.FIRST ? "C1 only" : "C1 and C2") + ": `infra/benchmark/run "
                + String.join(" ", arguments) + "`";
    }
}
