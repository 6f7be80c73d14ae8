package pointdrop.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A [SlowTable] on the second core, where processes can be kept on one. Without `TCP_NODELAY`, which the server sets
/// only when it is told to, an answer of more than one packet waits for the caller's delayed acknowledgement, 40 ms on Linux.
record SlowTableProcess(Process process, String endpoint) implements AutoCloseable {
    /// Before an answer: a usual time of DynamoDB.
    static final int DELAY_MILLIS = 5;

    static SlowTableProcess start(int delayMillis) throws IOException {
        List<String> command = new ArrayList<>(Cores.pinned(Cores.SECOND));
        command.addAll(List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseSerialGC", "-Xmx256m",
                "-Dsun.net.httpserver.nodelay=true", "-cp", System.getProperty("java.class.path"),
                SlowTable.class.getName(),
                Integer.toString(delayMillis)));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String port = process.inputReader(UTF_8).readLine();
        return new SlowTableProcess(process, "http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
