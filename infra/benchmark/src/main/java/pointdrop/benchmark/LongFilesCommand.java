package pointdrop.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.storage.HistoryEntry;

/// Whether the validation of the longest file fits the timeout and the processor of ValidateFunction, and how its time grows.
@Command(name = "long-files", mixinStandardHelpOptions = true, description = "Validates files of growing size, the last of 1 GiB with 20 million rows.")
final class LongFilesCommand implements Callable<Integer> {
    /// One virtual CPU (Lambda Developer Guide, "Configure Lambda function memory").
    private static final double MEGABYTES_OF_A_CPU = 1769;

    @Option(names = "--bytes", split = ",", defaultValue = "10000000,100000000,1073741824", description = "Sizes. Default: ${DEFAULT-VALUE}")
    private List<Long> sizes = List.of();

    @Override
    public Integer call() throws IOException {
        try (Machine machine = new Machine()) {
            MerchantUploads uploads = new MerchantUploads(machine, InProcess.on(machine));
            double secondsAMegabyte = 0;
            for (long bytes : sizes) {
                StoredObject upload = uploads.put(bytes);
                List<HistoryEntry> validated = new ArrayList<>();
                Measured took = Measured.of(() -> validated.add(uploads.validate(upload)));
                double each = took.cpuSeconds() / (bytes / 1e6);
                Figure figure = Figure.of(String.format(Locale.ROOT, "validate %,d bytes, %,d rows, %d chunks", bytes,
                        validated.getFirst().summary().rows(), validated.getFirst().progress().chunks()),
                        String.format(Locale.ROOT, "%.1f s of CPU, %.0f ms a MB, heap at most %d MiB",
                                took.cpuSeconds(), each * 1e3, took.heapMib()));
                Figures.ofProcess()
                        .add(secondsAMegabyte == 0
                                ? figure
                                : figure.beside("a MB of the file before", String.format(Locale.ROOT, "%.0f ms",
                                        secondsAMegabyte * 1e3)).atMost(1.1, each / secondsAMegabyte));
                secondsAMegabyte = each;
                tellTimeout(bytes, took, machine.deployment().template().function("ValidateFunction"));
            }
        }
        return 0;
    }

    private static void tellTimeout(long bytes, Measured took, Template.Function function) {
        double cpus = function.megabytes() / MEGABYTES_OF_A_CPU;
        double seconds = took.cpuSeconds() / cpus;
        Figures.ofProcess()
                .add(Figure
                        .of(String.format(Locale.ROOT, "the same %,d bytes on the %.2f CPUs of ValidateFunction", bytes,
                                cpus), String.format(Locale.ROOT, "%.0f s", seconds))
                        .beside("its timeout", function.timeoutSeconds() + " s")
                        .atMost(0.67, seconds / function.timeoutSeconds()));
    }
}
