package pointdrop.benchmark;

import java.util.List;
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

    /// Every measurement, in the order of the page.
    static List<Step> all() {
        return List.of(
                new Step("Import", true, "1g", Compilers.BOTH, List.of("import")),
                new Step("Import", true, "1g", Compilers.FIRST, List.of("import")),
                new Step("Cold start", false, "1g", Compilers.BOTH, List.of("cold-start")),
                httpClient("apache5"), httpClient("apache5-without-timeout"), httpClient("url-connection"),
                httpClient("crt"));
    }

    private static Step httpClient(String name) {
        return new Step("HTTP client", true, "1g", Compilers.BOTH, List.of("http-client", name));
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
