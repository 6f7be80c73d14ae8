package pointdrop.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// The chunks of imports before they are released. Nothing is triggered by them, so that all of them can be written before the
/// first is released. Each delivery of an upload stages its own; the history names those that count.
public final class StagedChunks {
    private final DataBucket data;
    private final Machine machine;
    private final Log log;

    StagedChunks(DataBucket data, Machine machine, Log log) {
        this.data = data;
        this.machine = machine;
        this.log = log;
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

    /// Releases the chunks that are pending and have not been released, which triggers their review or import. Safe to repeat.
    public void release(HistoryEntry entry) {
        for (Stage stage : Stage.values()) {
            List<ChunkRef> unreleased = unreleased(entry, stage);
            for (ChunkRef chunk : unreleased) {
                data.copy(key(entry.staged(), chunk.number()), chunk.chunkKey());
            }
            if (!unreleased.isEmpty()) {
                log.about(entry)
                        .with("stage", stage.name())
                        .with("released", unreleased.size())
                        .info("Chunks are released");
            }
        }
    }

    /// The pending chunks that have not been released.
    public List<ChunkRef> unreleased(HistoryEntry entry, Stage stage) {
        return entry.pendingChunks(stage).stream().filter(chunk -> !data.has(chunk.chunkKey())).toList();
    }

    /// The rows of a chunk, whether it has been released or not.
    public InputStream open(ChunkRef chunk, HistoryEntry entry) {
        return data.open(key(entry.staged(), chunk.number()));
    }

    private static String key(String folder, int number) {
        return folder + "/" + number + ".csv.gz";
    }
}
