package pointdrop.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.emulators.StoredObject;

/// How much the validation of a file takes beside the reading of its records alone.
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Validates a file, beside reading its records with Commons CSV alone.")
final class ValidateCommand implements Callable<Integer> {
    @Option(names = "--megabytes", defaultValue = "200", description = "Size of the file. Default: ${DEFAULT-VALUE}")
    private int megabytes;

    @Option(names = "--rounds", defaultValue = "3", description = "After one that is not counted. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        try (Machine machine = new Machine()) {
            MerchantUploads uploads = new MerchantUploads(machine, InProcess.on(machine));
            List<Measured> validated = new ArrayList<>();
            List<Measured> read = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                StoredObject upload = uploads.put(megabytes * 1_000_000L);
                validated.add(Measured.of(() -> uploads.validate(upload)));
                read.add(Measured.of(() -> readRecords(machine, upload)));
                System.out.println(validated.getLast().text("validated") + "; " + read.getLast().text("read"));
            }
            double ours = megabytesASecond(validated);
            double theirs = megabytesASecond(read);
            Figures.ofProcess()
                    .add(Figure.of("validate " + megabytes + " MB from S3, warm", text(ours))
                            .beside("Commons CSV alone reading the same bytes", text(theirs))
                            .atLeast(0.6, ours / theirs));
        }
        return 0;
    }

    private static void readRecords(Machine machine, StoredObject upload) {
        try (CSVParser records = CSVParser.builder()
                .setReader(new BufferedReader(new InputStreamReader(
                        machine.deployment()
                                .s3()
                                .getObject(request -> request.bucket(upload.bucket())
                                        .key(upload.key())
                                        .versionId(upload.version())),
                        UTF_8)))
                .setFormat(CSVFormat.RFC4180)
                .get()) {
            long cells = 0;
            for (CSVRecord row : records) {
                cells += row.size();
            }
            if (cells == 0) {
                throw new IllegalStateException("The file is empty");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// By the median of the warm rounds, in CPU time: what else runs on the machine is not measured.
    private double megabytesASecond(List<Measured> all) {
        List<Measured> warm = all.stream()
                .skip(1)
                .sorted(Comparator.comparingDouble(Measured::cpuSeconds))
                .toList();
        return megabytes / warm.get(warm.size() / 2).cpuSeconds();
    }

    private static String text(double megabytesASecond) {
        return String.format(Locale.ROOT, "%.1f MB a second of CPU", megabytesASecond);
    }
}
