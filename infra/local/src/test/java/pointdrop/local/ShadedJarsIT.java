package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pointdrop.emulators.Template;

/// What the build leaves out of the functions' jars, and what it must not leave out. That functions run with what is in them, the end-to-end
/// tests show, too.
class ShadedJarsIT {
    private static final long MOST_BYTES = 15_000_000;
    private static final Pattern CLASS = Pattern.compile("software/amazon/awssdk/services/[\\w/$]+");

    @TempDir
    private static Path folder;

    static Stream<Path> jars() {
        return Template.ofProject("jars")
                .functions()
                .stream()
                .map(Template.Function::code)
                .distinct()
                .map(Main.home()::resolve);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void aJarHasAtMost15Megabytes(Path jar) throws IOException {
        assertTrue(Files.size(jar) <= MOST_BYTES, () -> jar + " is larger than " + MOST_BYTES + " bytes");
    }

    /// A call of an operation that pom.xml leaves out would name its answer.
    @ParameterizedTest
    @MethodSource("jars")
    void everyClassOfTheSdkThatOurCodeNamesIsInTheJar(Path file) throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream().filter(ShadedJarsIT::isOurs)::iterator) {
                for (PoolEntry constant : ClassFile.of()
                        .parse(jar.getInputStream(entry).readAllBytes())
                        .constantPool()) {
                    if (constant instanceof Utf8Entry text) {
                        CLASS.matcher(text.stringValue())
                                .results()
                                .map(MatchResult::group)
                                .filter(name -> jar.getEntry(name + ".class") == null)
                                .forEach(missing::add);
                    }
                }
            }
        }
        assertEquals(List.of(), List.copyOf(missing), "Name the operation in pom.xml, called.operations");
    }

    private static boolean isOurs(JarEntry entry) {
        return entry.getName().startsWith("pointdrop/") && entry.getName().endsWith(".class");
    }

    /// As on Lambda, on a laptop, and in a container.
    @Test
    void credentialsAreFoundWhereverTheSdkLooksForThem() throws Exception {
        Path profiles = Files.writeString(folder.resolve("credentials"),
                "[default]\naws_access_key_id=of-a-profile\naws_secret_access_key=secret\n");
        HttpServer container = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        container.createContext("/", exchange -> {
            byte[] answer = "{\"AccessKeyId\":\"of-a-container\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\",\"Expiration\":\"2100-01-01T00:00:00Z\"}"
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            try (exchange) {
                exchange.getResponseBody().write(answer);
            }
        });
        container.start();
        try {
            assertEquals("of-the-environment", keyId(Map.of("AWS_ACCESS_KEY_ID", "of-the-environment",
                    "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "token")));
            assertEquals("of-a-profile", keyId(Map.of("AWS_SHARED_CREDENTIALS_FILE", profiles.toString())));
            assertEquals("of-a-container", keyId(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    "http://127.0.0.1:" + container.getAddress().getPort() + "/")));
        } finally {
            container.stop(0);
        }
    }

    private static String keyId(Map<String, String> environment) throws Exception {
        Path own = Path.of(PrintKeyId.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ProcessBuilder java = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1", "-Duser.home=" + folder, "-cp",
                jars().findFirst().orElseThrow() + File.pathSeparator + own, PrintKeyId.class.getName());
        java.environment().clear();
        java.environment().putAll(environment);
        try (var said = java.redirectError(ProcessBuilder.Redirect.INHERIT).start().inputReader(UTF_8)) {
            return String.valueOf(said.readLine());
        }
    }
}
