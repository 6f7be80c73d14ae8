package pointdrop.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.storage.HistoryEntry;

/// Validates and imports files of several sizes, each in one process as one function after the other does it, with S3Mock and DynamoDB Local.
@Command(name = "growth", mixinStandardHelpOptions = true, description = "Validates and imports files of several sizes, and draws docs/benchmarks/growth.png.")
final class GrowthCommand implements Callable<Integer> {
    private static final int WARM_UP_ROWS = 10_000;

    @Option(names = "--rows", split = ",", defaultValue = "1000,10000,100000,1000000", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> sizes = List.of();

    private final List<Double> validated = new ArrayList<>();
    private final List<Double> imported = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        try (Machine machine = new Machine()) {
            InProcess functions = InProcess.on(machine);
            run(machine, functions, WARM_UP_ROWS);
            validated.clear();
            imported.clear();
            for (int rows : sizes) {
                run(machine, functions, rows);
            }
        }
        report();
        new RowsPlot("Rows a second by the length of the file", sizes).line("validate", validated)
                .line("import", imported)
                .draw(Machine.home().resolve("docs/benchmarks/growth.png"));
        return 0;
    }

    private void run(Machine machine, InProcess functions, int rows) throws Exception {
        DemoShop shop = new DemoShop(rows);
        shop.fill(machine.deployment().dynamoDb(), machine.deployment().customersTable());
        Path file = shop.file(machine.folder());
        List<HistoryEntry> entries = new ArrayList<>();
        validated.add(Measured.of(() -> entries.add(functions.validate("reset-points", file)))
                .told(rows + " rows validated")
                .perSecond(rows));
        imported.add(Measured.of(() -> entries.add(functions.importChunks(entries.getFirst())))
                .told(rows + " rows imported")
                .perSecond(rows));
        if (entries.getLast().counts().changed() != rows) {
            throw new IllegalStateException("Not all " + rows + " rows were imported: " + entries.getLast());
        }
    }

    private void report() {
        Figures figures = Figures.ofProcess();
        for (int index = 0; index < sizes.size(); index++) {
            figures.add(Figure.of(String.format(Locale.ROOT, "%,d rows: validate, import", sizes.get(index)),
                    String.format(Locale.ROOT, "%,.0f rows/s, %,.0f rows/s", validated.get(index),
                            imported.get(index))));
        }
    }
}
