package pointdrop.closing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import pointdrop.csv.ErrorReport;
import pointdrop.csv.FailedRow;
import pointdrop.csv.OutcomesReader;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.HistoryEntry;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.DataBucket;

/// Merges the failed rows of all chunks into the error report, in file order.
record Reporter(DataBucket data, ScratchFolder folder) {

    private record Source(FailedRow row, OutcomesReader rest) {}

    /// @return the report, in the folder
    Path write(HistoryEntry record) throws IOException {
        List<OutcomesReader> chunks = open(record);
        Columns columns = Columns.of(Action.named(record.action()).orElseThrow(), chunks.getFirst().header());
        Path report = folder.file("errors.csv");
        try (ErrorReport writer = new ErrorReport(Files.newOutputStream(report), columns)) {
            PriorityQueue<Source> sources = new PriorityQueue<>(
                    Comparator.comparingInt(source -> source.row().number()));
            chunks.forEach(chunk -> addNext(sources, chunk));
            while (!sources.isEmpty()) {
                Source first = sources.remove();
                writer.write(first.row());
                addNext(sources, first.rest());
            }
        }
        for (OutcomesReader chunk : chunks) {
            chunk.close();
        }
        return report;
    }

    /// From copies: a connection that waits for its turn in the merge would be closed by the other side.
    private List<OutcomesReader> open(HistoryEntry record) throws IOException {
        List<OutcomesReader> chunks = new ArrayList<>();
        for (int number = 0; number < record.chunks(); number++) {
            Path copy = folder.file(number + ".csv.gz");
            try (InputStream outcomes = data.openOutcomes(new ChunkRef(record.shop(), record.id(), number))) {
                Files.copy(outcomes, copy);
            }
            chunks.add(new OutcomesReader(Files.newInputStream(copy)));
        }
        return chunks;
    }

    private static void addNext(PriorityQueue<Source> sources, OutcomesReader chunk) {
        chunk.nextFailed().ifPresent(row -> sources.add(new Source(row, chunk)));
    }
}
