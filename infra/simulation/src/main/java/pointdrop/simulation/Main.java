package pointdrop.simulation;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.emulators.Template;

/// Runs histories for a while, or tells one again.
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs Pointdrop in a simulated AWS where everything breaks, until a promise is not kept.")
final class Main implements Callable<Integer> {
    @Option(names = "--minutes", description = "How long to run, ${DEFAULT-VALUE} by default.")
    private int minutes = 1;

    @Option(names = "--first", description = "The first seed; by default one that the clock picks.")
    private long first = System.currentTimeMillis();

    @Option(names = "--seed", description = "Tells the history of one seed.")
    private @Nullable Long seed;

    @Option(names = "--faults", split = ",", description = "With --seed: numbers of the faults that may happen; all without it.")
    private @Nullable Set<Integer> faults;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        Template template = template();
        Long told = seed;
        return told == null ? run(template) : tell(template, told);
    }

    /// template.yaml of this project.
    static Template template() {
        return Template.ofProject("simulation");
    }

    private int run(Template template) {
        Histories histories = new Histories(template, first);
        long begin = System.nanoTime();
        Optional<Finding> finding = histories.run(Long.MAX_VALUE, Duration.ofMinutes(minutes));
        double seconds = (System.nanoTime() - begin) / 1e9;
        finding.ifPresent(System.out::println);
        System.out.printf(Locale.ROOT, "%d histories from seed %d on, %.1f a second; %s%n", histories.count(), first,
                histories.count() / seconds, finding.isEmpty() ? "all promises were kept" : "a promise was not kept");
        return finding.isEmpty() ? 0 : 1;
    }

    private int tell(Template template, long told) {
        History history = new History(template, told, Optional.ofNullable(faults));
        try {
            history.run();
            history.story().forEach(System.out::println);
            System.out.println("All promises were kept.");
            return 0;
        } catch (AssertionError | RuntimeException violation) {
            System.out.println(new Finding(told, history.faults(), violation, history.story()));
            return 1;
        }
    }
}
