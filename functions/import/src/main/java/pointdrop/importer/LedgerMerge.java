package pointdrop.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import pointdrop.csv.LedgerLine;
import pointdrop.csv.OutcomesReader;
import pointdrop.csv.ScratchFiles;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.DataBucket;

/// The outcomes of all chunks of an import, in file order.
final class LedgerMerge {
    private final List<OutcomesReader> chunks = new ArrayList<>();
    private final PriorityQueue<Source> sources = new PriorityQueue<>(
            Comparator.comparingInt(Source::row));
    private final Predicate<LedgerLine> wanted;

    /// @param row of the line: it is compared many times
    private record Source(int row, LedgerLine line, OutcomesReader rest) {}

    /// @param files hold the outcomes, and close them
    /// @param wanted the lines to read
    LedgerMerge(DataBucket data, ScratchFiles files, List<ChunkRef> chunks, Predicate<LedgerLine> wanted)
            throws IOException {
        this.wanted = wanted;
        for (ChunkRef chunk : chunks) {
            this.chunks.add(open(data, files, chunk));
        }
        this.chunks.forEach(this::addNext);
    }

    /// Copies the outcomes first: S3 would close a connection that idles while other chunks are merged.
    private static OutcomesReader open(DataBucket data, ScratchFiles files, ChunkRef chunk) throws IOException {
        String copy = chunk.stage() + "-" + chunk.number() + ".csv.gz";
        if (!Files.exists(files.file(copy))) {
            try (InputStream outcomes = data.openOutcomes(chunk)) {
                Files.copy(outcomes, files.file(copy));
            }
        }
        return new OutcomesReader(files.read(copy));
    }

    /// The header of the merchant's file.
    List<String> header() {
        return chunks.getFirst().header();
    }

    /// The next line, or nothing at the end.
    Optional<LedgerLine> next() {
        Source first = sources.poll();
        if (first == null) {
            return Optional.empty();
        }
        addNext(first.rest());
        return Optional.of(first.line());
    }

    private void addNext(OutcomesReader chunk) {
        for (Optional<LedgerLine> line = chunk.next(); line.isPresent(); line = chunk.next()) {
            if (wanted.test(line.get())) {
                sources.add(new Source(line.get().row(), line.get(), chunk));
                return;
            }
        }
    }
}
