package pointdrop.storage;

import java.util.Optional;

/// Writes the summary object of an import.
public final class Summaries {
    private final ImportsTable imports;
    private final DataBucket data;

    public Summaries(ImportsTable imports, DataBucket data) {
        this.imports = imports;
        this.data = data;
    }

    /// Writes the summary of an entry as it stands. A slower invocation, or a request of a killed one that arrives late, does
    /// not replace a newer summary: each write names the object that it replaces, which is looked at before the entry is read.
    public void publish(HistoryEntry entry) {
        Optional<String> replaced;
        do {
            replaced = data.summaryTag(entry);
        } while (!data.putSummary(imports.get(entry.shop(), entry.id()), replaced));
    }
}
