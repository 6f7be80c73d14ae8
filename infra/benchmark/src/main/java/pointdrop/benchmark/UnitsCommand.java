package pointdrop.benchmark;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.benchmark.CountedCalls.Kind;
import pointdrop.emulators.Deployment;
import pointdrop.mail.Services;
import pointdrop.storage.Clients;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

/// Counts what an import is billed for: the capacity that DynamoDB says was consumed, and the requests to all services, from the event of the
/// upload to the mail.
@Command(name = "units", mixinStandardHelpOptions = true, description = "Counts write units, read units and requests of an import.")
final class UnitsCommand implements Callable<Integer> {
    @Option(names = "--rows", defaultValue = "25000", description = "Default: ${DEFAULT-VALUE}")
    private int rows;

    private final Figures figures = Figures.ofProcess();

    @Override
    public Integer call() throws Exception {
        DemoShop shop = new DemoShop(rows);
        try (Machine machine = new Machine()) {
            Deployment deployment = machine.deployment();
            shop.fill(deployment.dynamoDb(), deployment.customersTable());
            Path file = shop.file(machine.folder());
            report(deployment, "changed", importCounted(deployment, file, rows, 0), 1);
            report(deployment, "unchanged", importCounted(deployment, file, 0, rows), 0);
        }
        return 0;
    }

    private static CountedCalls importCounted(Deployment deployment, Path file, long changed, long unchanged) {
        CountedCalls calls = new CountedCalls();
        InProcess functions = new InProcess(deployment, services(deployment, calls));
        HistoryEntry ended = functions.importChunks(functions.validate("reset-points", file));
        if (ended.counts().changed() != changed || ended.counts().unchanged() != unchanged) {
            throw new IllegalStateException("This came out: " + ended);
        }
        System.out.println(calls);
        return calls;
    }

    private static Services services(Deployment deployment, CountedCalls calls) {
        Stores stores = Stores.of(
                Clients.of(S3Client.builder()
                        .forcePathStyle(true)
                        .overrideConfiguration(all -> all.addExecutionInterceptor(calls))),
                Clients.of(DynamoDbClient.builder().overrideConfiguration(all -> all.addExecutionInterceptor(calls))),
                new Environment(deployment.environment()), pointdrop.storage.Machine.real());
        return Services.of(stores,
                Clients.of(SesClient.builder().overrideConfiguration(all -> all.addExecutionInterceptor(calls))));
    }

    private void report(Deployment deployment, String kind, CountedCalls calls, double promised) {
        Predicate<Kind> customers = call -> call.table().equals(deployment.customersTable());
        double written = perRow(calls.sum(customers.and(call -> !call.isRead())).units());
        double read = perRow(calls.sum(customers.and(Kind::isRead)).units());
        figures.add(Figure.of("write units per " + kind + " row", text(written)).atMost(promised, written));
        figures.add(Figure.of("read units per " + kind + " row", text(read)).atMost(1, read));
        figures.add(Figure.of("write units of all other tables per " + kind + " row",
                text(perRow(calls.sum(customers.negate().and(call -> !call.isRead())).units()))));
        figures.add(Figure.of("read units of all other tables per " + kind + " row",
                text(perRow(calls.sum(customers.negate().and(Kind::isRead)).units()))));
        double requests = perRow((double) calls.sum(customers.and(call -> !call.isRead()).negate()).requests());
        figures.add(Figure.of("requests to AWS per " + kind + " row, besides its own write", text(requests))
                .atMost(0.03, requests));
    }

    private double perRow(double all) {
        return all / rows;
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.4f", figure);
    }
}
