package pointdrop.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.benchmark.ColdFunction.Classes;
import pointdrop.benchmark.ColdFunction.Start;
import pointdrop.emulators.Template;

/// Starts each function with Lambda's runtime interface client on one core and gives it one event, and compares that with a function that does
/// nothing.
@Command(name = "cold-start", mixinStandardHelpOptions = true, description = "Starts each function on one core and gives it one event.")
final class ColdStartCommand implements Callable<Integer> {
    private static final double MOST_MB = 15;

    @Option(names = "--starts", defaultValue = "3", description = "Starts of each, of which the median counts. Default: ${DEFAULT-VALUE}")
    private int starts;

    @Option(names = "--function", description = "Only functions whose name contains this.")
    private String only = "";

    @Option(names = "--java-option", arity = "1", description = "One more option of the functions' JVM, for a closer look.")
    private List<String> javaOptions = List.of();

    private final Figures figures = Figures.ofProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Cores.keepOn(Cores.SECOND);
        try (Machine machine = new Machine()) {
            ColdEvents events = new ColdEvents(machine);
            Map<Classes, Start> nothing = new EnumMap<>(Classes.class);
            ColdFunction empty = new ColdFunction(DoNothing.class.getName(), 1769,
                    Jars.of(DoNothing.class, machine.folder()),
                    machine.folder().resolve("nothing"), Map.of());
            Jars.unpack(empty.jar(), empty.taskRoot());
            for (Classes classes : Classes.values()) {
                nothing.put(classes, median(empty, classes, List.of(), () -> "{}"));
            }
            Start nothingCached = withCache(empty, () -> "{}");
            for (Template.Function declared : machine.deployment().template().functions()) {
                if (declared.id().contains(only)) {
                    ColdFunction function = function(machine, declared);
                    Supplier<String> event = () -> events.next(declared.id());
                    for (Classes classes : Classes.values()) {
                        tell(declared, words(classes), median(function, classes, List.of(), event),
                                Objects.requireNonNull(nothing.get(classes)));
                    }
                    tell(declared, "with an AOT cache", withCache(function, event), nothingCached);
                }
            }
            tellSizes(machine);
        }
        return 0;
    }

    private static String words(Classes classes) {
        return switch (classes) {
            case UNPACKED -> "unpacked, as by Lambda";
            case CLASS_PATH -> "jar on the class path";
        };
    }

    private static ColdFunction function(Machine machine, Template.Function declared) throws IOException {
        Map<String, String> environment = new HashMap<>(declared.environment());
        environment.putAll(machine.environment());
        environment.put("POINTDROP_EMPTY_WAIT", "0");
        ColdFunction function = new ColdFunction(declared.handlerClass() + "::handleRequest", declared.megabytes(),
                Machine.home().resolve(declared.code()).toAbsolutePath(), machine.folder().resolve(declared.id()),
                environment);
        Jars.unpack(function.jar(), function.taskRoot());
        return function;
    }

    /// The first start, which reads the files into the memory of the machine, does not count.
    private Start median(ColdFunction function, Classes classes, List<String> options, Supplier<String> event)
            throws IOException, InterruptedException {
        List<Start> all = new ArrayList<>();
        List<String> allOptions = Stream.concat(options.stream(), javaOptions.stream()).toList();
        for (int start = 0; start <= starts; start++) {
            all.add(function.start(classes, allOptions, event.get()));
        }
        return all.stream().skip(1).sorted(Comparator.comparingDouble(Start::seconds)).toList().get(starts / 2);
    }

    /// With a cache of classes and profiles that a start before has left.
    private Start withCache(ColdFunction function, Supplier<String> event) throws IOException, InterruptedException {
        Path cache = Path.of(function.taskRoot() + ".aot");
        function.start(Classes.CLASS_PATH, List.of("-XX:AOTCacheOutput=" + cache), event.get());
        return median(function, Classes.CLASS_PATH, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), event);
    }

    private void tell(Template.Function function, String how, Start own, Start nothing) {
        figures.add(Figure.of(function.id() + ", " + function.megabytes() + " MB, " + how, text(own))
                .beside("does nothing", text(nothing)));
    }

    private static String text(Start start) {
        return String.format(Locale.ROOT, "%.2f s, %.2f s of CPU", start.seconds(), start.cpuSeconds());
    }

    private void tellSizes(Machine machine) throws IOException {
        for (Path jar : machine.deployment()
                .template()
                .functions()
                .stream()
                .map(Template.Function::code)
                .distinct()
                .toList()) {
            double mb = Files.size(Machine.home().resolve(jar)) / 1e6;
            figures.add(Figure.of(jar.getFileName().toString(), String.format(Locale.ROOT, "%.1f MB", mb))
                    .atMost(MOST_MB, mb));
        }
    }
}
