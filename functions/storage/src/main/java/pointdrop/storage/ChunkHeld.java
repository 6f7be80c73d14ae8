package pointdrop.storage;

/// Another delivery works on the chunk; this one comes again.
public final class ChunkHeld extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ChunkHeld(ChunkRef chunk) {
        super("Another delivery works on " + chunk);
    }
}
