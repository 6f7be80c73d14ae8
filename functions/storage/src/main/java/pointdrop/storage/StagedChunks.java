package pointdrop.storage;

import java.nio.file.Path;
import java.util.List;

/// The chunks of imports before they are released. Nothing is triggered by them, so that all of them can be written before the
/// first is released. Each delivery of an upload stages its own; the history names those that count.
public final class StagedChunks {
    private final DataBucket data;
    private final Machine machine;

    StagedChunks(DataBucket data, Machine machine) {
        this.data = data;
        this.machine = machine;
    }

    /// Stages the chunks that this delivery has dealt.
    ///
    /// @param chunks gzipped, in the order of their numbers
    /// @return the folder that they are in
    public String put(HistoryEntry entry, List<Path> chunks) {
        String folder = "staged/%s/%s/%s".formatted(entry.shop(), entry.id(), machine.uniqueId());
        for (int number = 0; number < chunks.size(); number++) {
            data.put(key(folder, number), DataBucket.GZIP, chunks.get(number));
        }
        return folder;
    }

    /// Releases the chunks that are pending and have not been released, which triggers their import. Safe to repeat.
    public void release(HistoryEntry entry) {
        for (ChunkRef chunk : entry.pendingChunks()) {
            if (!data.has(chunk.chunkKey())) {
                data.copy(key(entry.staged(), chunk.number()), chunk.chunkKey());
            }
        }
    }

    private static String key(String folder, int number) {
        return folder + "/" + number + ".csv.gz";
    }
}
