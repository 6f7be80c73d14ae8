package pointdrop.validate;

/// How many chunks the rows of a file are dealt to.
///
/// @param rowsPerChunk about how many rows a chunk is to have
/// @param begun how many there are already, where an earlier delivery began to release them: whatever has been deployed since,
///        the rows must be dealt in the same way again; 0 where nothing is released
record ChunkPlan(long rowsPerChunk, int begun) {
    /// Each is an open compressor while the file is read, about 300 KB.
    private static final int MOST_CHUNKS = 256;

    /// @param rows about how many rows the file has
    int chunks(long rows) {
        return begun > 0 ? begun : Math.clamp(Math.ceilDiv(rows, rowsPerChunk), 1, MOST_CHUNKS);
    }
}
