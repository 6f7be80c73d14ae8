package pointdrop.closing;

import java.io.IOException;
import java.io.InputStream;

/// Where the rows of a chunk are read from, more than once.
@FunctionalInterface
public interface ChunkSource {
    InputStream open() throws IOException;
}
