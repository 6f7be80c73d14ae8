package pointdrop.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Where a measurement says what it found: to the person who runs it, and to the process that runs all of them.
///
/// @param file that lines are added to; none where a person runs a single measurement
record Figures(Optional<Path> file) {
    /// The system property that names the file.
    static final String FILE = "pointdrop.figures";

    static Figures ofProcess() {
        return new Figures(Optional.ofNullable(System.getProperty(FILE)).map(Path::of));
    }

    void add(Figure figure) {
        System.out.println(figure.row());
        file.ifPresent(lines -> {
            try {
                Files.writeString(lines, figure.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }
}
