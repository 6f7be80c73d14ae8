package pointdrop.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The lock of a data folder, held by the stack that runs on it until its process ends, even by kill -9.
final class StackLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    static Path file(Path data) {
        return data.resolve(FILE);
    }

    /// @throws IllegalStateException where another stack runs there, with a message for a person
    static StackLock take(Path data) throws IOException {
        Files.createDirectories(data);
        FileChannel channel = FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("A stack already runs on " + data + ". Stop it first, or use it.");
        }
        return new StackLock(channel);
    }

    static boolean isTaken(Path data) throws IOException {
        if (!Files.exists(file(data))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file(data), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
