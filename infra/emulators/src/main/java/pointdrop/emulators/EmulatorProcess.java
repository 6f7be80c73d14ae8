package pointdrop.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An emulator in a Java process of its own, which ends when this process ends, even by kill -9.
final class EmulatorProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;

    /// @param port where it will listen
    /// @param command options of Java, the main class and its arguments
    /// @throws IllegalStateException where the port is taken
    EmulatorProcess(String name, int port, Path classPath, Path log, List<String> command) throws IOException {
        this.name = name;
        this.port = port;
        this.log = log;
        requireFree(name, port);
        List<String> line = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED", "-cp", ownClasses() + java.io.File.pathSeparator + classPath));
        line.addAll(command);
        Files.createDirectories(Objects.requireNonNull(log.getParent()));
        this.process = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    private static Path ownClasses() {
        try {
            return Path.of(EmulatorProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @throws IllegalStateException where the port is taken, with a message for a person
    static void requireFree(String name, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "Port " + port + ", for " + name + ", is taken by another process. Stop that "
                            + "one, or choose another port: see --help.",
                    taken);
        }
    }

    /// A port that was free a moment ago.
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// Waits until it listens.
    void awaitStart() throws IOException {
        Instant deadline = Instant.now().plus(LONGEST_START);
        while (!listens()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                close();
                throw new IllegalStateException(name + " did not start. It says:\n" + Files.readString(log));
            }
            pause();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(5))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
