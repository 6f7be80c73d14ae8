package pointdrop.storage;

import java.util.List;

/// What CloudWatch counts of a stack. The shop stands in the line that counts, and is no dimension: each shop would be metrics of its own to pay for.
public enum Metric {
    /// Rows of closed chunks that were applied or had nothing to change, `succeeded` in the history.
    ROWS_SUCCEEDED("RowsSucceeded", "Count"),
    /// Those of them that had nothing to change.
    ROWS_UNCHANGED("RowsUnchanged", "Count"),
    /// Rows of closed chunks that failed, `failed` in the history.
    ROWS_FAILED("RowsFailed", "Count"),
    /// Those of them that the machinery gave up, `NOT_PROCESSED` and `NOT_KNOWN`.
    ROWS_NOT_PROCESSED("RowsNotProcessed", "Count"),
    /// Answers of AWS that asked to call later, and answers that left out a part.
    THROTTLED_CALLS("ThrottledCalls", "Count"),
    /// From the upload of a file to the end of its import; where a request started it, from then on.
    SECONDS_TO_FINISH("SecondsToFinish", "Seconds"),
    /// Files that were rejected as a whole; also by the field `Reason` of the line.
    FILES_REJECTED("FilesRejected", "Count", Log.REASON),
    /// Mails that SES refused for good to every address that may get them.
    MAILS_FAILED("MailsFailed", "Count"),
    /// Imports that have been open for longer than an hour.
    IMPORTS_OVERDUE("ImportsOverdue", "Count");

    private final String label;
    private final String unit;
    private final List<List<String>> dimensions;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
        this.dimensions = List.of(List.of(Log.STACK));
    }

    /// @param by a field of the line that it is also split by
    Metric(String label, String unit, String by) {
        this.label = label;
        this.unit = unit;
        this.dimensions = List.of(List.of(Log.STACK), List.of(Log.STACK, by));
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    /// By sets of names: CloudWatch keeps the metric for each set.
    List<List<String>> dimensions() {
        return dimensions;
    }
}
