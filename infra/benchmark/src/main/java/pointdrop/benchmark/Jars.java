package pointdrop.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Finds, packs and unpacks jars.
final class Jars {
    private Jars() {}

    /// A jar of one class.
    ///
    /// @param folder where it is written to
    static Path of(Class<?> type, Path folder) throws IOException {
        Path jar = folder.resolve(type.getSimpleName() + ".jar");
        String name = type.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream content = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name));
            content.transferTo(out);
        }
        return jar;
    }

    /// The jar that a class is in.
    static Path holding(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void unpack(Path jar, Path folder) throws IOException {
        try (JarFile packed = new JarFile(jar.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) packed.stream()::iterator) {
                Path file = folder.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    try (InputStream content = packed.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
    }
}
