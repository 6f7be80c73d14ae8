package pointdrop.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.local.LocalStack;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Drops files at the local stack and waits for their mails.
@Command(name = "end-to-end", mixinStandardHelpOptions = true, description = "Imports, reviews and undoes a file on the local stack, from drop to mail.")
final class EndToEndCommand implements Callable<Integer> {
    @Option(names = "--rows", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--rounds", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    private final List<Measured> bare = new ArrayList<>();
    private final List<Measured> imports = new ArrayList<>();
    private final List<Measured> reviews = new ArrayList<>();
    private final List<Measured> undos = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        DemoShop shop = new DemoShop(rows);
        try (RunningStack stack = new RunningStack(Machine.home())) {
            Path file = shop.file(stack.folder());
            List<UpdateItemRequest> requests = RecordedUpdates.of(shop, file, LocalStack.NAME);
            Replay updates = new Replay(stack.dynamoDb(), requests);
            shop.fill(stack.dynamoDb(), stack.customersTable());
            int threads = updates.bestConcurrency();
            for (int round = 0; round < rounds; round++) {
                shop.fill(stack.dynamoDb(), stack.customersTable());
                bare.add(updates.run(threads).told("bare loop"));
                shop.fill(stack.dynamoDb(), stack.customersTable());
                run(stack, file);
            }
            report(threads);
        }
        return 0;
    }

    private void run(RunningStack stack, Path file) {
        imports.add(drop(stack, file, Map.of("repeat", "yes")).told("import"));
        check(stack.latest(), Status.COMPLETED);
        reviews.add(drop(stack, file, Map.of("repeat", "yes", "review", "yes")).told("review"));
        check(stack.latest(), Status.READY);
        String reviewed = stack.latest().id();
        request(stack, "start", reviewed).told("start");
        check(stack.latest(), Status.COMPLETED);
        undos.add(request(stack, "undo", reviewed).told("undo"));
        check(stack.latest(), Status.COMPLETED);
    }

    private static Measured drop(RunningStack stack, Path file, Map<String, String> metadata) {
        return stack.untilMail("imports/demo/add-points/file.csv", RequestBody.fromFile(file), metadata);
    }

    private static Measured request(RunningStack stack, String verb, String importId) {
        return stack.untilMail("requests/demo/" + verb + "/" + importId, RequestBody.empty(), Map.of());
    }

    private void check(HistoryEntry entry, Status expected) {
        long changed = (expected == Status.READY ? entry.review().projected() : entry.counts()).changed();
        if (entry.status() != expected || changed != rows) {
            throw new IllegalStateException("Expected " + rows + " changed rows, but this came out: " + entry);
        }
    }

    private void report(int threads) {
        double importing = median(imports);
        Figures figures = Figures.ofProcess();
        figures.add(Figure
                .of(String.format(Locale.ROOT, "import of %,d rows on the local stack, drop to mail", rows),
                        text(importing))
                .beside("the same updates alone, by " + threads + " threads", text(median(bare)))
                .atMost(1.3, importing / median(bare)));
        figures.add(Figure.of("review of the same, drop to mail", text(median(reviews)))
                .beside("its import", text(importing))
                .atMost(0.6, median(reviews) / importing));
        figures.add(Figure.of("undo of the same, request to mail", text(median(undos)))
                .beside("its import", text(importing))
                .atMost(1.1, median(undos) / importing));
    }

    private String text(double seconds) {
        return String.format(Locale.ROOT, "%.1f s, %,.0f rows/s", seconds, rows / seconds);
    }

    private static double median(List<Measured> runs) {
        return Measured.median(runs).seconds();
    }
}
