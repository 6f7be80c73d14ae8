package pointdrop.emulators;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

/// S3Mock, DynamoDB Local and a mailbox, started together.
public final class Emulators implements BackingServices {
    private final EmulatorProcess s3;
    private final EmulatorProcess dynamoDb;
    private final Mailbox mailbox;
    private final S3Copies copies;
    private final Endpoints endpoints;

    /// Where to listen on this machine.
    ///
    /// @param web for the page and the API, which are no emulators
    public record Ports(int s3, int dynamoDb, int ses, int web) {
        public static Ports free() {
            return new Ports(EmulatorProcess.freePort(), EmulatorProcess.freePort(), EmulatorProcess.freePort(),
                    EmulatorProcess.freePort());
        }
    }

    /// @param home where the build puts the programs, `infra/emulators/target/emulators`
    /// @param folder where logs, mails and, if they are kept, objects and items go
    /// @param keepItems whether DynamoDB's items outlive the process; tests are faster without
    /// @throws IllegalStateException where one does not start, with the reason for a person
    public Emulators(Path home, Path folder, Ports ports, boolean keepItems) throws IOException {
        requireFree("SES", ports.ses());
        this.copies = new S3Copies(folder.resolve("logs").toAbsolutePath());
        this.s3 = new EmulatorProcess("S3", ports.s3(), home.resolve("s3mock.jar"), folder.resolve("logs/s3.log"),
                s3(folder.resolve("s3"), ports.s3(), copies));
        try {
            this.dynamoDb = new EmulatorProcess("DynamoDB", ports.dynamoDb(),
                    home.resolve("dynamodb-local").resolve("*"),
                    folder.resolve("logs/dynamodb.log"),
                    dynamoDb(home, ports.dynamoDb(), Optional.of(folder.resolve("dynamodb")).filter(_ -> keepItems)));
        } catch (IOException | RuntimeException failed) {
            s3.close();
            throw failed;
        }
        try {
            this.mailbox = new Mailbox(folder.resolve("mailbox"), ports.ses());
            s3.awaitStart();
            dynamoDb.awaitStart();
        } catch (IOException | RuntimeException failed) {
            s3.close();
            dynamoDb.close();
            throw failed;
        }
        this.endpoints = new Endpoints(url(ports.s3()), url(ports.dynamoDb()), url(ports.ses()));
    }

    /// @throws IllegalStateException where the port is taken, with a message for a person
    public static void requireFree(String name, int port) {
        EmulatorProcess.requireFree(name, port);
    }

    private static List<String> s3(Path folder, int port, S3Copies copies) throws IOException {
        Files.createDirectories(folder);
        String prefix = "--com.adobe.testing.s3mock.";
        List<String> command = new ArrayList<>(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                EmulatorMain.class.getName(),
                "org.springframework.boot.loader.launch.JarLauncher", prefix + "httpPort=" + port, "--server.port=0",
                prefix + "store.root=" + folder, prefix + "store.retain-files-on-exit=true",
                // The default of half a minute would break off longer downloads.
                "--spring.mvc.async.request-timeout=-1"));
        command.addAll(copies.settings());
        return command;
    }

    private static List<String> dynamoDb(Path home, int port, Optional<Path> folder) throws IOException {
        List<String> command = new ArrayList<>();
        if (folder.isEmpty()) {
            // Tests end before the second compiler pays.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        }
        command.addAll(List.of("-Xmx512m",
                "-Dsqlite4java.library.path=" + home.resolve("dynamodb-local"), EmulatorMain.class.getName(),
                "software.amazon.dynamodb.services.local.main.ServerRunner", "-port", Integer.toString(port),
                "-sharedDb", "-disableTelemetry"));
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
            command.addAll(List.of("-dbPath", folder.get() + File.separator));
        } else {
            command.add("-inMemory");
        }
        return command;
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    /// With `POINTDROP_MAILBOX`, the folder of the mails.
    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = endpoints.environment();
        variables.put("POINTDROP_MAILBOX", mailbox.folder().toString());
        return variables;
    }

    @Override
    public boolean isCopy(StoredObject object) throws IOException, InterruptedException {
        return copies.contains(object);
    }

    @Override
    public List<MimeMessage> mailsTo(String address) throws IOException, MessagingException {
        return mailbox.mailsTo(address);
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    /// Clients as the SDK makes them by itself. They reach the emulators once [Endpoints#use] was called.
    public Aws aws() {
        return new Clients(S3Client.create(), DynamoDbClient.create(), SesClient.create(), mailbox);
    }

    private record Clients(S3Client s3, DynamoDbClient dynamoDb, SesClient ses, Mailbox mailbox) implements Aws {
        @Override
        public List<MimeMessage> mailsTo(String address) throws IOException, MessagingException {
            return mailbox.mailsTo(address);
        }
    }

    @Override
    public void close() {
        mailbox.close();
        s3.close();
        dynamoDb.close();
    }
}
