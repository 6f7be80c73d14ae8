package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// The temporary files of one invocation. They are deleted afterwards, because Lambda reuses a function's disk.
public final class ScratchFiles implements Closeable {
    /// One for the process: to make and delete a folder takes longer than all files of a small import.
    private static final Path FOLDER = folder();
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Map<String, Path> files = new TreeMap<>();

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("pointdrop-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException noDisk) {
            throw new UncheckedIOException(noDisk);
        }
    }

    /// The same file for the same name; no other invocation has it. It does not exist at first.
    public Path file(String name) {
        return files.computeIfAbsent(name, _ -> FOLDER.resolve(NUMBER.incrementAndGet() + "-" + name));
    }

    @Override
    public void close() throws IOException {
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
    }
}
