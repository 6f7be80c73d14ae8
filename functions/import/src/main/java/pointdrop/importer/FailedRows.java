package pointdrop.importer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import pointdrop.csv.Delimiter;
import pointdrop.csv.ErrorReport;
import pointdrop.csv.FailedRow;
import pointdrop.csv.LedgerLine;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.storage.DataBucket;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.S3OutputStream;
import pointdrop.storage.Stage;

/// Writes the failed rows of all chunks to the error report, in file order. That of an undo is a file that takes back the points alone, by
/// `add-points`.
///
/// @param files hold the outcomes, and close them
record FailedRows(DataBucket data, ScratchFiles files) {
    private static final List<String> UNDO_HEADER = List.of("Email", "Points");

    /// @return the key of the report in the data bucket
    String put(HistoryEntry entry, Stage stage) throws IOException {
        LedgerMerge failed = new LedgerMerge(data, files, entry.chunks(stage),
                line -> line.outcome().equals(LedgerLine.FAILED));
        boolean undo = entry.undo().undoes() != null;
        Columns columns = undo
                ? Columns.of(Action.ADD_POINTS, UNDO_HEADER)
                : Columns.of(entry.rules().action(), failed.header());
        try (S3OutputStream report = data.createReport(entry, stage);
                ErrorReport rows = new ErrorReport(report, columns, delimiter(entry))) {
            for (Optional<LedgerLine> line = failed.next(); line.isPresent(); line = failed.next()) {
                rows.write(undo ? asAddPoints(line.get()) : asInTheFile(line.get()));
            }
            rows.flush();
            report.complete();
            return report.key();
        }
    }

    private static FailedRow asInTheFile(LedgerLine line) {
        return new FailedRow(line.row(), line.error(), line.cells());
    }

    private static FailedRow asAddPoints(LedgerLine line) {
        LedgerLine original = LedgerLine.ofCells(line.cells());
        return new FailedRow(line.row(), line.error(),
                List.of(original.email(), Long.toString(-original.changed().delta())));
    }

    /// That of the merchant's file.
    private static Delimiter delimiter(HistoryEntry entry) {
        return Delimiter.named(entry.summary().delimiter()).orElseThrow();
    }
}
