package pointdrop.benchmark;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.csv.ChunkReader;
import pointdrop.csv.LedgerLine;
import pointdrop.csv.OutcomesWriter;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Counts;
import pointdrop.domain.Outcome;
import pointdrop.domain.ProblemCode;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.Template;
import pointdrop.importer.ImportHandler;
import pointdrop.mail.Services;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stage;
import pointdrop.storage.Stores;

/// The end of an import of which every row failed: the last chunk, and the error report of all. The other chunks are closed without asking for
/// their customers, which would take hours here and has the same outcome.
@Command(name = "report", mixinStandardHelpOptions = true, description = "Ends a long import of which every row failed.")
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--bytes", defaultValue = "1073741824", description = "Size of the file; 1 GiB has 20 million rows. Default: ${DEFAULT-VALUE}")
    private long bytes;

    @Override
    public Integer call() throws IOException {
        try (Machine machine = new Machine()) {
            InProcess functions = InProcess.on(machine);
            MerchantUploads uploads = new MerchantUploads(machine, functions);
            Services services = functions.services();
            HistoryEntry entry = uploads.validate(uploads.put(bytes));
            List<ChunkRef> chunks = entry.chunks(Stage.IMPORT);
            System.out.println("validated, now " + chunks.size() + " chunks are closed");
            for (ChunkRef chunk : chunks.subList(1, chunks.size())) {
                closeAsFailed(services.stores(), chunk);
            }
            ImportHandler importer = new ImportHandler(services);
            SQSEvent last = functions.message(entry, chunks.getFirst().number());
            Measured took = Measured
                    .of(() -> importer.handleRequest(last, new LambdaContext("ImportFunction", Duration.ofHours(1))));
            tell(machine, functions.entry(entry.id()), took);
        }
        return 0;
    }

    private static void closeAsFailed(Stores stores, ChunkRef chunk) {
        long[] rows = {0};
        try (ScratchFiles files = new ScratchFiles();
                ChunkReader reader = new ChunkReader(stores.data().openChunk(chunk))) {
            String name = "outcomes.csv.gz";
            try (OutcomesWriter writer = new OutcomesWriter(files.write(name), reader.header())) {
                reader.forEachRow((number, cells) -> {
                    writer.write(LedgerLine.of(new Outcome.Failed(number,
                            List.of(ProblemCode.CUSTOMER_NOT_FOUND.problem(
                                    "No customer has the e-mail address \"%s\". Correct it, or enroll the customer first.",
                                    cells.getFirst()))),
                            "", cells));
                    rows[0]++;
                });
            }
            stores.data().putOutcomes(chunk, files.file(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        stores.pendingChunks().close(chunk, new Counts(0, 0, rows[0], 0, 0));
    }

    private static void tell(Machine machine, HistoryEntry ended, Measured took) {
        long report = size(machine, "reports/");
        long disk = size(machine, "outcomes/");
        String what = String.format(Locale.ROOT, "end of an import of %,d rows, all failed, a report of %,d MB",
                ended.counts().failed(), report / 1_000_000);
        Template.Function function = machine.deployment().template().function("ImportFunction");
        double diskBytes = 0x1p20 * function.diskMegabytes();
        int timeout = function.timeoutSeconds();
        Figures.ofProcess()
                .add(Figure.of(what, took.text("done"))
                        .beside("timeout of ImportFunction", timeout + " s")
                        .atMost(1, took.cpuSeconds() / timeout));
        Figures.ofProcess()
                .add(Figure.of("its disk", String.format(Locale.ROOT, "%,d MB", disk / 1_000_000))
                        .beside("disk of ImportFunction", String.format(Locale.ROOT, "%,.0f MB", diskBytes / 1e6))
                        .atMost(1, disk / diskBytes));
    }

    /// Of all objects below a prefix of the data bucket.
    private static long size(Machine machine, String prefix) {
        return machine.deployment()
                .s3()
                .listObjectsV2Paginator(request -> request.bucket(machine.deployment().dataBucket()).prefix(prefix))
                .contents()
                .stream()
                .mapToLong(object -> object.size())
                .sum();
    }
}
