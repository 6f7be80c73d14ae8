package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A temporary folder for the files of one invocation. It is deleted afterwards, because Lambda reuses a function's disk.
public final class ScratchFolder implements Closeable {
    private final Path folder;

    public ScratchFolder() throws IOException {
        this.folder = Files.createTempDirectory("pointdrop-");
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
