package pointdrop.emulators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Which objects S3Mock made by a copy. Its listings do not tell, so it is told to log the calls that it answers.
final class S3Copies {
    /// A call is logged once it is answered, a moment after its object is listed.
    private static final Duration LOGGED_AFTER = Duration.ofMillis(100);

    private final Path log;

    S3Copies(Path folder) {
        this.log = folder.resolve("s3-calls.log");
    }

    /// Settings of S3Mock's web server: a line a call, with the version that it made and what it copied, or `-`.
    List<String> settings() {
        String prefix = "--server.tomcat.accesslog.";
        return List.of(prefix + "enabled=true", prefix + "directory=" + log.getParent(), prefix + "prefix=s3-calls",
                prefix + "suffix=.log", prefix + "rotate=false", prefix + "buffered=false",
                prefix + "pattern=%{x-amz-version-id}o %{x-amz-copy-source}i");
    }

    /// @param object that was just listed
    boolean contains(StoredObject object) throws IOException, InterruptedException {
        Thread.sleep(LOGGED_AFTER);
        if (object.version().isEmpty() || !Files.exists(log)) {
            return false;
        }
        try (Stream<String> calls = Files.lines(log)) {
            return calls.anyMatch(call -> call.startsWith(object.version() + " ") && !call.endsWith(" -"));
        }
    }
}
