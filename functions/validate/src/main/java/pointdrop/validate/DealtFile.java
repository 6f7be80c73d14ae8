package pointdrop.validate;

import java.io.IOException;

import pointdrop.csv.ChunkFiles;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Summary;

/// A file that was read to its end, passed the checks and was dealt to chunks.
///
/// @param sha256 of its bytes, in hexadecimal
/// @param files holds the chunks until this is closed
record DealtFile(Summary summary, String sha256, ChunkFiles chunks, ScratchFiles files) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        files.close();
    }
}
