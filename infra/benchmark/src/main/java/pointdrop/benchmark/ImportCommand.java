package pointdrop.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Imports chunks on a table that answers after some milliseconds, and compares that with a bare loop of the same updates.
@Command(name = "import", mixinStandardHelpOptions = true, description = "Imports chunks on a table that answers after some milliseconds.")
final class ImportCommand implements Callable<Integer> {
    /// About as many as a chunk has.
    private static final int CHUNK = 25_000;
    private static final int IN_SEQUENCE = 1_000;

    @Option(names = "--rounds", defaultValue = "2", description = "Rounds of both, one after the other. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--chunks", defaultValue = "2", description = "Chunks of 25,000 rows in a round. Default: ${DEFAULT-VALUE}")
    private int chunks;

    @Option(names = "--delay", defaultValue = ""
            + SlowTableProcess.DELAY_MILLIS, description = "Milliseconds before an answer. Default: ${DEFAULT-VALUE}")
    private int delay;

    @Option(names = "--from-start", defaultValue = "0", description = "Instead: imports so many chunks after the start, and tells what each takes.")
    private int fromStart;

    @Override
    public Integer call() throws IOException {
        try (SlowTableProcess table = SlowTableProcess.start(delay)) {
            ChunkOnStub imports = new ChunkOnStub(table.endpoint());
            if (fromStart > 0) {
                tellEach(imports);
            } else {
                compare(imports);
            }
        }
        return 0;
    }

    private void tellEach(ChunkOnStub imports) {
        for (int chunk = 1; chunk <= fromStart; chunk++) {
            importChunks(imports, 1).told("chunk " + chunk);
        }
    }

    private void compare(ChunkOnStub imports) {
        Measured first = importChunks(imports, 1);
        BareUpdates bare = imports.bareUpdates();
        importChunks(imports, chunks);
        List<Measured> own = new ArrayList<>();
        List<Measured> loops = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            loops.add(Measured.of(() -> bare.run(chunks * CHUNK, Loop.AT_A_TIME)));
            own.add(importChunks(imports, chunks));
        }
        tell(first, Measured.median(own), Measured.median(loops),
                Measured.of(() -> bare.run(IN_SEQUENCE, 1)).perSecond(IN_SEQUENCE));
    }

    private static Measured importChunks(ChunkOnStub imports, int chunks) {
        List<ChunkOnStub.Chunk> messages = new ArrayList<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            messages.add(imports.chunk(CHUNK));
        }
        return Measured.of(() -> messages.forEach(message -> imports.deliver(message)));
    }

    private void tell(Measured first, Measured own, Measured loop, double sequence) {
        long rows = (long) chunks * CHUNK;
        double warm = own.perSecond(rows);
        Figures figures = Figures.ofProcess();
        figures.add(Figure.of("import, warm", text(warm, own, rows))
                .beside("bare loop of the same updates, " + Loop.AT_A_TIME + " at a time",
                        text(loop.perSecond(rows), loop, rows))
                .atLeast(0.8, warm / loop.perSecond(rows)));
        double cold = first.perSecond(CHUNK);
        figures.add(Figure.of("first 25,000 rows after the start", text(cold, first, CHUNK))
                .beside("warm", perSecond(warm))
                .atLeast(0.5, cold / warm));
        figures.add(Figure.of("import, warm", perSecond(warm))
                .beside("one update after the other", perSecond(sequence))
                .atLeast(20, warm / sequence));
    }

    private static String text(double perSecond, Measured measured, long rows) {
        return String.format(Locale.ROOT, "%s, %.0f µs of CPU each", perSecond(perSecond),
                measured.cpuSeconds() * 1e6 / rows);
    }

    private static String perSecond(double rows) {
        return String.format(Locale.ROOT, "%,.0f rows/s", rows);
    }
}
