package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsFileTest {
    private static final Map<String, String> VARIABLES = Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9090",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000", "AWS_ENDPOINT_URL_SES", "http://127.0.0.1:8005",
            "POINTDROP_MAILBOX", "/home/o'neil & co/$x (1)/mailbox");

    @Test
    void shellsAndCommandsReadTheSame(@TempDir Path data) throws Exception {
        EndpointsFile file = EndpointsFile.in(data);
        file.write(VARIABLES);

        assertEquals(VARIABLES, file.use());
        Process bash = new ProcessBuilder("bash", "-c", "set -a; . \"$0\"; printf %s \"$POINTDROP_MAILBOX\"",
                file.path().toString()).start();
        assertEquals("/home/o'neil & co/$x (1)/mailbox", new String(bash.getInputStream().readAllBytes(), UTF_8));
    }

    @Test
    void withoutAStackItSaysHowToStartOne(@TempDir Path data) {
        IllegalStateException failed = assertThrows(IllegalStateException.class, () -> EndpointsFile.in(data).use());

        assertEquals("The stack is not running. Start it in another terminal: infra/local/pointdrop up",
                failed.getMessage());
    }
}
