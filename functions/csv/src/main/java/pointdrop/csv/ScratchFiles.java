package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// The temporary files of one invocation. They are closed and deleted afterwards, because Lambda reuses a function and its
/// disk.
public final class ScratchFiles implements Closeable {
    /// One for the process: to make and delete a folder takes longer than all files of a small import.
    private static final Path FOLDER = folder();
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Map<String, Path> files = new TreeMap<>();
    private final List<Closeable> streams = new ArrayList<>();

    private static Path folder() {
        try {
            return ScratchFolder.create(Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IOException noDisk) {
            throw new UncheckedIOException(noDisk);
        }
    }

    /// The same file for the same name; no other invocation has it. It does not exist at first.
    public Path file(String name) {
        return files.computeIfAbsent(name, _ -> FOLDER.resolve(NUMBER.incrementAndGet() + "-" + name));
    }

    /// Begins a file. It is closed with this, where it is not closed before.
    public OutputStream write(String name) throws IOException {
        return opened(Files.newOutputStream(file(name)));
    }

    /// Opens a file that was written. It is closed with this, where it is not closed before.
    public InputStream read(String name) throws IOException {
        return opened(Files.newInputStream(file(name)));
    }

    private <S extends Closeable> S opened(S stream) {
        streams.add(stream);
        return stream;
    }

    /// Closes and deletes all, also where some cannot be closed.
    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (Closeable stream : streams) {
            try {
                stream.close();
            } catch (IOException broken) {
                failed = broken;
            }
        }
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
        if (failed != null) {
            throw failed;
        }
    }
}
