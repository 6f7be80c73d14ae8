package pointdrop.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.Summary;

/// A file that was read to its end and found sound.
///
/// @param sha256 of its bytes, in hexadecimal
/// @param chunks its rows, dealt; by number
/// @param folder where they are until this is closed
record DealtFile(Summary summary, String sha256, List<Path> chunks, ScratchFolder folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
