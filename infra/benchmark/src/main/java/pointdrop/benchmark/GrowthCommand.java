package pointdrop.benchmark;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.emulators.Deployment;
import pointdrop.mail.Services;
import pointdrop.storage.Clients;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;

/// Validates and imports files of several sizes, each in one process as one function after the other does it, with emulators, but customers in a [SlowTable].
@Command(name = "growth", mixinStandardHelpOptions = true, description = "Validates and imports files of several sizes, and draws docs/benchmarks/growth.png.")
final class GrowthCommand implements Callable<Integer> {
    /// Another file than those that are measured: the same points are not added twice.
    private static final int WARM_UP_ROWS = 20_000;

    @Option(names = "--rows", split = ",", defaultValue = "1000,10000,100000,1000000", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> sizes = List.of();

    private final List<Double> validated = new ArrayList<>();
    private final List<Double> imported = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        try (Machine machine = new Machine();
                SlowTableProcess table = SlowTableProcess.start(SlowTableProcess.DELAY_MILLIS)) {
            InProcess functions = functions(machine.deployment(), table);
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

    /// DynamoDB Local takes no more than some hundred updates a second, so that it alone would be measured.
    private static InProcess functions(Deployment deployment, SlowTableProcess table) {
        DynamoDbClient customers = Clients.of(DynamoDbClient.builder().endpointOverride(URI.create(table.endpoint())));
        return new InProcess(deployment, Services.of(Stores.of(Clients.s3(),
                new SplitDynamoDb(customers, deployment.customersTable(), Clients.of(DynamoDbClient.builder())),
                new Environment(deployment.environment()), pointdrop.storage.Machine.real()),
                Clients.of(SesClient.builder())));
    }

    private void run(Machine machine, InProcess functions, int rows) throws Exception {
        Path file = new DemoShop(rows).file(machine.folder());
        List<HistoryEntry> entries = new ArrayList<>();
        validated.add(Measured.of(() -> entries.add(functions.validate("add-points", file)))
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
