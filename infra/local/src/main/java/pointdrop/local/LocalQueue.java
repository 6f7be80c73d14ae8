package pointdrop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import pointdrop.storage.S3Events;

/// A queue whose messages are files, so that they outlive a kill -9.
final class LocalQueue {
    private final String id;
    private final Path folder;
    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();

    /// @param receiveCount deliveries so far
    record Message(String id, String body, int receiveCount) {
        Message received() {
            return new Message(id, body, receiveCount + 1);
        }

        /// What it is about, for people: the key of a chunk, where it is the event of one.
        String subject() {
            try {
                return String.join(", ", S3Events.keys(body));
            } catch (IllegalArgumentException otherwise) {
                return "Message " + id;
            }
        }
    }

    LocalQueue(String id, Path folder) throws IOException {
        this.id = id;
        this.folder = folder;
        Files.createDirectories(folder);
        List<Path> kept;
        try (Stream<Path> files = Files.list(folder)) {
            kept = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        for (Path file : kept) {
            String name = file.getFileName().toString();
            waiting.add(new Message(name.substring(0, name.length() - ".json".length()), Files.readString(file), 0));
        }
    }

    String id() {
        return id;
    }

    void send(String body) {
        Message message = new Message(UUID.randomUUID().toString(), body, 0);
        try {
            Path incomplete = folder.resolve(message.id() + ".part");
            Files.writeString(incomplete, body);
            Files.move(incomplete, file(message), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        waiting.add(message);
    }

    /// Waits for a message. It stays in the queue until it is deleted.
    Message receive() throws InterruptedException {
        return waiting.take().received();
    }

    /// Delivers a message again.
    void release(Message message) {
        waiting.add(message);
    }

    void delete(Message message) {
        try {
            Files.deleteIfExists(file(message));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Path file(Message message) {
        return folder.resolve(message.id() + ".json");
    }
}
