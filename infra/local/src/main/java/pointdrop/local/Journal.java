package pointdrop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import pointdrop.emulators.StoredObject;

/// The objects that have been delivered, kept in a file, so that a restart after kill -9 delivers the others and none twice.
final class Journal {
    private final Path file;
    private final Set<String> done;

    Journal(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        this.done = new HashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    synchronized boolean has(StoredObject object) {
        return done.contains(object.identity());
    }

    synchronized void add(StoredObject object) {
        if (done.add(object.identity())) {
            try {
                Files.writeString(file, object.identity() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
