package pointdrop.benchmark;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function in a process of its own on the first core, which Lambda's runtime interface client runs.
///
/// @param jar its classes and those of its libraries
/// @param taskRoot where the jar is unpacked, as Lambda does
/// @param environment of the process
record ColdFunction(String handler, int megabytes, Path jar, Path taskRoot, Map<String, String> environment) {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /// Lambda gives about that share of the memory to the heap.
    private static final double HEAP = 0.85;

    /// How the function's classes are found.
    enum Classes {
        /// As Lambda's managed runtime has them, in a class loader of its own.
        UNPACKED,
        /// As in an image for a container.
        CLASS_PATH
    }

    /// @param seconds from the start of the process until its answer arrives
    /// @param cpuSeconds of the process until then
    record Start(double seconds, double cpuSeconds) {}

    /// Starts it, gives it one event, waits for its answer and ends it.
    ///
    /// @param options of the JVM
    Start start(Classes classes, List<String> options, String event) throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi(event)) {
            ProcessBuilder builder = new ProcessBuilder(command(classes, options));
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().putAll(lambda(api));
            Path log = Files.createTempFile("pointdrop-cold-", ".log");
            builder.directory(taskRoot(classes).toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
            long begun = System.nanoTime();
            Process process = builder.start();
            var _ = process.onExit().thenAccept(dead -> api.fail("It ended with " + dead.exitValue()));
            try {
                api.answer().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
                double seconds = (System.nanoTime() - begun) / 1e9;
                Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
                return new Start(seconds, cpu.toNanos() / 1e9);
            } catch (ExecutionException | TimeoutException failed) {
                throw new IllegalStateException(handler + " did not answer. It says:\n" + Files.readString(log),
                        failed);
            } finally {
                process.destroy();
                process.waitFor();
                Files.delete(log);
            }
        }
    }

    /// What Lambda sets (Lambda Developer Guide, "Defined runtime environment variables").
    private Map<String, String> lambda(RuntimeApi api) {
        return Map.of("AWS_LAMBDA_RUNTIME_API", api.address(), "_HANDLER", handler, "AWS_EXECUTION_ENV",
                "AWS_Lambda_java25", "AWS_LAMBDA_FUNCTION_NAME", "measured", "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(megabytes), "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/measured", "AWS_LAMBDA_LOG_STREAM_NAME", "measured",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand", "TZ", ":UTC");
    }

    private List<String> command(Classes classes, List<String> options) {
        List<String> command = new ArrayList<>(Cores.pinned(Cores.FIRST));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:MaxHeapSize=" + (int) (megabytes * HEAP) + "m", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        if (!environment.containsKey("JAVA_TOOL_OPTIONS")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(classes), AWSLambda.class.getName(), handler));
        return command;
    }

    private String classPath(Classes classes) {
        Stream<Path> runtime = Stream.of(AWSLambda.class, PojoSerializer.class, Context.class).map(Jars::holding);
        Optional<Path> own = Optional.of(jar).filter(_ -> classes == Classes.CLASS_PATH);
        return Stream.concat(runtime, own.stream()).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private Path taskRoot(Classes classes) {
        return classes == Classes.UNPACKED ? taskRoot : Objects.requireNonNull(taskRoot.getParent());
    }
}
