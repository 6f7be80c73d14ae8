package pointdrop.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import pointdrop.csv.Delimiter;
import pointdrop.csv.ErrorReport;
import pointdrop.csv.FailedRow;
import pointdrop.csv.OutcomesReader;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Columns;
import pointdrop.domain.Summary;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.DataBucket;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.S3OutputStream;
import pointdrop.storage.Stage;

/// Merges the failed rows of all chunks into the error report, in file order.
///
/// @param files hold the outcomes, and close them
record ReportMerge(DataBucket data, ScratchFiles files) {

    private record Source(FailedRow row, OutcomesReader rest) {}

    /// @return the key of the report in the data bucket
    String put(HistoryEntry entry, Stage stage) throws IOException {
        List<OutcomesReader> chunks = new ArrayList<>();
        try (S3OutputStream report = data.createReport(entry, stage)) {
            for (ChunkRef chunk : entry.chunks(stage)) {
                chunks.add(open(chunk));
            }
            Columns columns = Columns.of(entry.rules().action(),
                    chunks.getFirst().header());
            try (ErrorReport rows = new ErrorReport(report, columns, delimiter(entry))) {
                merge(chunks, rows);
                rows.flush();
                report.complete();
            }
            return report.key();
        }
    }

    /// That of the merchant's file.
    private static Delimiter delimiter(HistoryEntry entry) {
        Summary summary = Objects.requireNonNull(entry.findings().summary());
        return Delimiter.named(summary.delimiter()).orElseThrow();
    }

    /// Copies the outcomes first: S3 would close a connection that idles while other chunks are merged.
    private OutcomesReader open(ChunkRef chunk) throws IOException {
        String copy = chunk.number() + ".csv.gz";
        try (InputStream outcomes = data.openOutcomes(chunk)) {
            Files.copy(outcomes, files.file(copy));
        }
        return new OutcomesReader(files.read(copy));
    }

    private static void merge(List<OutcomesReader> chunks, ErrorReport report) throws IOException {
        PriorityQueue<Source> sources = new PriorityQueue<>(Comparator.comparingInt(source -> source.row().number()));
        chunks.forEach(chunk -> addNext(sources, chunk));
        while (!sources.isEmpty()) {
            Source first = sources.remove();
            report.write(first.row());
            addNext(sources, first.rest());
        }
    }

    private static void addNext(PriorityQueue<Source> sources, OutcomesReader chunk) {
        chunk.nextFailed().ifPresent(row -> sources.add(new Source(row, chunk)));
    }
}
