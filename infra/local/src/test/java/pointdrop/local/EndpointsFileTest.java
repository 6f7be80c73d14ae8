package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsFileTest {
    private static final Map<String, String> VARIABLES = Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9090",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000", "AWS_ENDPOINT_URL_SES", "http://127.0.0.1:8005",
            "POINTDROP_MAILBOX", "/home/o'neil & co/$x (1)/mailbox");

    @Test
    void shellsReadWhatWasWritten(@TempDir Path data) throws Exception {
        EndpointsFile file = EndpointsFile.in(data);
        file.write(VARIABLES);

        Process bash = new ProcessBuilder("bash", "-c", "set -a; . \"$0\"; printf %s \"$POINTDROP_MAILBOX\"",
                file.path().toString()).start();
        assertEquals("/home/o'neil & co/$x (1)/mailbox", new String(bash.getInputStream().readAllBytes(), UTF_8));
    }

    /// A process of its own, as the lock is between processes.
    private static Process holdLock(Path data) throws Exception {
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                System.getProperty("java.class.path"), LockHolder.class.getName(), data.toString()).start();
        assertEquals('.', holder.getInputStream().read());
        return holder;
    }

    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] arguments) throws Exception {
            try (StackLock _ = StackLock.take(Path.of(arguments[0]))) {
                System.out.print('.');
                System.out.flush();
                Thread.sleep(Duration.ofMinutes(1));
            }
        }
    }

    @Test
    void aRunningStackIsFoundAndADeadOneIsNot(@TempDir Path data) throws Exception {
        EndpointsFile file = EndpointsFile.in(data);
        file.write(VARIABLES);
        Process holder = holdLock(data);
        try {
            assertEquals(VARIABLES, file.use());
            assertThrows(IllegalStateException.class, () -> StackLock.take(data));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThrows(IllegalStateException.class, file::use);
    }

    @Test
    void withoutAStackItSaysHowToStartOne(@TempDir Path data) {
        IllegalStateException failed = assertThrows(IllegalStateException.class, () -> EndpointsFile.in(data).use());

        assertEquals("The stack is not running. Start it in another terminal: infra/local/pointdrop up",
                failed.getMessage());
    }
}
