package pointdrop.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.emulators.Deployment;
import pointdrop.storage.CustomersTable;

/// Exports a shop, beside a loop that only reads it.
@Command(name = "export", mixinStandardHelpOptions = true, description = "Exports the customers of a shop.")
final class ExportCommand implements Callable<Integer> {
    private static final double HEAP_MIB = 512;

    @Option(names = "--customers", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}")
    private int customers;

    @Option(names = "--rounds", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        try (Machine machine = new Machine()) {
            Deployment deployment = machine.deployment();
            InProcess functions = InProcess.on(machine);
            BareQueries queries = new BareQueries(functions.services().stores().dynamoDb(), deployment.customersTable(),
                    CustomersTable.PAGE_SIZE);
            new DemoShop(customers).fill(deployment.dynamoDb(), deployment.customersTable());
            List<Measured> bare = new ArrayList<>();
            List<Measured> exports = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                bare.add(Measured.of(() -> check(queries.run())).told("bare loop"));
                exports.add(Measured.of(() -> check(functions.export().rows())).told("export"));
            }
            report(Measured.median(bare), Measured.median(exports));
        }
        return 0;
    }

    private void check(long found) {
        if (found != customers) {
            throw new IllegalStateException("There are " + customers + " customers, but " + found + " were found");
        }
    }

    private void report(Measured bare, Measured export) {
        Figures figures = Figures.ofProcess();
        double reached = export.perSecond(customers);
        double possible = bare.perSecond(customers);
        figures.add(Figure.of(String.format(Locale.ROOT, "export of %,d customers", customers), perSecond(reached))
                .beside("a bare loop of queries, all partitions in parallel", perSecond(possible))
                .atLeast(0.7, reached / possible));
        figures.add(Figure.of("heap of the same", export.heapMib() + " MiB")
                .beside("what it may take", "512 MiB")
                .atMost(1, export.heapMib() / HEAP_MIB));
    }

    private static String perSecond(double rows) {
        return String.format(Locale.ROOT, "%,.0f rows/s", rows);
    }
}
