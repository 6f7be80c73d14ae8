package pointdrop.benchmark;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.StoredObject;
import pointdrop.export.ExportHandler;
import pointdrop.importer.ImportHandler;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;
import pointdrop.validate.ValidateHandler;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The `infra/benchmark/run` command.
@Command(name = "run", mixinStandardHelpOptions = true, subcommands = {AllCommand.class,
        ImportCommand.class, ColdStartCommand.class, HttpClientCommand.class}, description = "Measures the functions.")
final class Benchmark {
    private static final int BATCH = 25;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Command(mixinStandardHelpOptions = true, description = "Validates one file and deals it into chunks.")
    void validate(
            @Option(names = "--mib", defaultValue = "1024", description = "Size of the file. Default: ${DEFAULT-VALUE}") int mib)
            throws Exception {
        onMachine((deployment, services, folder) -> {
            Path file = folder.resolve("file.csv");
            write(file, mib * 1024L * 1024);
            StoredObject upload = deployment.upload("imports/demo/add-points/file.csv", file);
            ValidateHandler handler = new ValidateHandler(services);
            report("validated", () -> handler.handleRequest(Events.read(S3Event.class, Events.s3(upload)), context()));
            System.out
                    .println(latest(deployment).message() + ", " + latest(deployment).progress().chunks() + " chunks");
        });
    }

    private interface Measurement {
        void run(Deployment deployment, Services services, Path folder) throws IOException;
    }

    private static void onMachine(Measurement measurement) throws IOException {
        try (Machine machine = new Machine()) {
            measurement.run(machine.deployment(), Services.of(machine.deployment().environment(), _ -> {}),
                    machine.folder());
        }
    }

    private static void write(Path file, long bytes) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            String line = "Email,Points,Name,Note\n";
            long left = bytes;
            for (long row = 0; line.length() <= left; row++) {
                out.write(line);
                left -= line.length();
                line = String.format(Locale.ROOT, "customer%d@example.com,%d,Customer number %d,\"Bonus, spring\"\n",
                        row, row % 1000,
                        row);
            }
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Imports a file of which every row fails, and merges its report.")
    void report(
            @Option(names = "--rows", defaultValue = "2000000", description = "Default: ${DEFAULT-VALUE}") int rows,
            @Option(names = "--customers", defaultValue = "2000000", description = "How many the rows name. Default: ${DEFAULT-VALUE}") int customers)
            throws Exception {
        onMachine((deployment, services, folder) -> {
            Path file = folder.resolve("file.csv");
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write("Email,Points\n");
                for (int row = 0; row < rows; row++) {
                    out.write(String.format(Locale.ROOT, "customer%d@example.com,%d\n", row % customers, row % 1000));
                }
            }
            StoredObject upload = deployment.upload("imports/demo/add-points/file.csv", file);
            ValidateHandler validate = new ValidateHandler(services);
            report("validated",
                    () -> validate.handleRequest(Events.read(S3Event.class, Events.s3(upload)), context()));
            HistoryEntry entry = latest(deployment);
            ImportHandler importer = new ImportHandler(services);
            int last = entry.progress().chunks() - 1;
            report("all chunks but one", () -> IntStream.range(0, last)
                    .forEach(chunk -> importer.handleRequest(message(deployment, entry, chunk), context())));
            report("the last chunk and the report",
                    () -> importer.handleRequest(message(deployment, entry, last), context()));
            System.out.println(latest(deployment).counts());
        });
    }

    private static SQSEvent message(Deployment deployment, HistoryEntry entry, int chunk) {
        StoredObject object = new StoredObject(deployment.dataBucket(),
                String.format(Locale.ROOT, "chunks/demo/%s/%d.csv.gz", entry.id(), chunk), "", "etag", 1,
                Instant.EPOCH);
        return Events.read(SQSEvent.class, Events.sqs("ChunksQueue", "message", Events.s3(object), 1));
    }

    @Command(mixinStandardHelpOptions = true, description = "Exports the customers of a shop.")
    void export(
            @Option(names = "--customers", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}") int customers)
            throws Exception {
        onMachine((deployment, services, _) -> {
            enroll(deployment, customers);
            StoredObject upload = deployment.upload("exports/demo/all.json", "{\"email\": \"me@demo.example\"}");
            ExportHandler handler = new ExportHandler(services);
            report("exported", () -> handler.handleRequest(Events.read(S3Event.class, Events.s3(upload)), context()));
            System.out.println(latest(deployment).message());
        });
    }

    private static void enroll(Deployment deployment, int customers) {
        IntStream.range(0, (customers + BATCH - 1) / BATCH).parallel().forEach(batch -> {
            List<WriteRequest> writes = IntStream
                    .range(batch * BATCH, Math.min((batch + 1) * BATCH, customers))
                    .mapToObj(Benchmark::customer)
                    .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
                    .toList();
            deployment.dynamoDb()
                    .batchWriteItem(request -> request.requestItems(Map.of(deployment.customersTable(), writes)));
        });
    }

    private static Map<String, AttributeValue> customer(int number) {
        EmailAddress email = new EmailAddress(String.format(Locale.ROOT, "customer%d@example.com", number));
        return Map.of("pk", AttributeValue.fromS(String.format(Locale.ROOT, "demo#%02d", email.hash() % 32)), "email",
                AttributeValue.fromS(email.value()), "name", AttributeValue.fromS("Customer number " + number),
                "points",
                AttributeValue.fromN(Integer.toString(number % 1000)), "tier", AttributeValue.fromS("Gold"), "birthday",
                AttributeValue.fromS("1990-01-15"), "createdAt", AttributeValue.fromS("2024-02-29"));
    }

    private static HistoryEntry latest(Deployment deployment) {
        return Stores.of(new Environment(deployment.environment())).imports().history("demo", 1).getFirst();
    }

    private static LambdaContext context() {
        return new LambdaContext("Function", Duration.ofMinutes(15));
    }

    private static void report(String what, Runnable work) {
        System.out.println(Measured.of(work).text(what));
    }
}
