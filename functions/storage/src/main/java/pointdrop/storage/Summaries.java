package pointdrop.storage;

/// Writes the summary object of an import.
public final class Summaries {
    private final ImportsTable imports;
    private final DataBucket data;

    public Summaries(ImportsTable imports, DataBucket data) {
        this.imports = imports;
        this.data = data;
    }

    /// Writes the summary of an entry. Of two invocations that write at the same time, the slower one may hold the older
    /// status: each reads the entry again afterwards and writes once more where the status is another one.
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
