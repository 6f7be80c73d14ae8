package pointdrop.storage;

/// Keeps the summary object of an import in step with its history.
public final class Summaries {
    private final ImportsTable imports;
    private final DataBucket data;

    public Summaries(ImportsTable imports, DataBucket data) {
        this.imports = imports;
        this.data = data;
    }

    /// Writes the summary. Of two invocations that write at the same time the slower one may hold the older state; it
    /// notices by looking again, and the last one to write leaves the latest.
    public void publish(HistoryEntry entry) {
        HistoryEntry written;
        HistoryEntry latest = entry;
        do {
            written = latest;
            data.putSummary(written);
            latest = imports.get(written.shop(), written.id());
        } while (latest.status() != written.status());
    }
}
