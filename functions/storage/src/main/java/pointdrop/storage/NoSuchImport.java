package pointdrop.storage;

/// The history has no import of a chunk: somebody deleted it.
public final class NoSuchImport extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoSuchImport(ChunkRef chunk) {
        super("There is no import of " + chunk);
    }
}
