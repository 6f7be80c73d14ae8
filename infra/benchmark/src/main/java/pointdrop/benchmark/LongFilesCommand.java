package pointdrop.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.emulators.StoredObject;
import pointdrop.storage.HistoryEntry;

/// Whether the validation of the longest file fits the timeout and the processor of ValidateFunction, and how its time grows.
@Command(name = "long-files", mixinStandardHelpOptions = true, description = "Validates files of growing size, the last of 1 GiB with 20 million rows.")
final class LongFilesCommand implements Callable<Integer> {
    /// ValidateFunction has 1024 MB, and 1769 MB are one virtual CPU (Lambda Developer Guide, "Configure Lambda function memory").
    private static final double VIRTUAL_CPUS = 1024 / 1769.0;
    private static final double TIMEOUT_SECONDS = 900;

    @Option(names = "--bytes", split = ",", defaultValue = "10000000,100000000,1073741824", description = "Sizes. Default: ${DEFAULT-VALUE}")
    private List<Long> sizes = List.of();

    @Override
    public Integer call() throws IOException {
        try (Machine machine = new Machine()) {
            MerchantUploads uploads = new MerchantUploads(machine);
            double secondsAMegabyte = 0;
            for (long bytes : sizes) {
                StoredObject upload = uploads.put(bytes);
                HistoryEntry[] validated = new HistoryEntry[1];
                Measured took = Measured.of(() -> validated[0] = uploads.validate(upload));
                double each = took.cpuSeconds() / (bytes / 1e6);
                Figure figure = Figure.of(String.format(Locale.ROOT, "validate %,d bytes, %,d rows, %d chunks", bytes,
                        validated[0].summary().rows(), validated[0].progress().chunks()),
                        String.format(Locale.ROOT, "%.1f s of CPU, %.0f ms a MB, heap at most %d MiB",
                                took.cpuSeconds(), each * 1e3, took.heapMib()));
                Figures.ofProcess()
                        .add(secondsAMegabyte == 0
                                ? figure
                                : figure.beside("a MB of the file before", String.format(Locale.ROOT, "%.0f ms",
                                        secondsAMegabyte * 1e3)).atMost(1.1, each / secondsAMegabyte));
                secondsAMegabyte = each;
                tellTimeout(bytes, took);
            }
        }
        return 0;
    }

    private static void tellTimeout(long bytes, Measured took) {
        double seconds = took.cpuSeconds() / VIRTUAL_CPUS;
        Figures.ofProcess()
                .add(Figure
                        .of(String.format(Locale.ROOT, "the same %,d bytes on the %.2f CPUs of ValidateFunction", bytes,
                                VIRTUAL_CPUS), String.format(Locale.ROOT, "%.0f s", seconds))
                        .beside("its timeout", String.format(Locale.ROOT, "%.0f s", TIMEOUT_SECONDS))
                        .atMost(0.67, seconds / TIMEOUT_SECONDS));
    }
}
