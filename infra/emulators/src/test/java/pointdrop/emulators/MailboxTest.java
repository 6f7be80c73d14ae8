package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SesException;

class MailboxTest {
    private static void send(SesClient ses, String to) {
        ses.sendEmail(request -> request.source("pointdrop@example.com")
                .destination(destination -> destination.toAddresses(to))
                .message(message -> message.subject(subject -> subject.data("Subject"))
                        .body(body -> body.text(text -> text.data("Text")).html(html -> html.data("<p>Page")))));
    }

    @Test
    void anAddressMayBeRefusedForGoodAsSesDoes(@TempDir Path folder) throws Exception {
        int port = EmulatorProcess.freePort();
        try (Mailbox mailbox = new Mailbox(folder, port);
                SesClient ses = SesClient.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + port))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                        .build()) {
            mailbox.refuse("gone@example.com");

            assertThrows(MessageRejectedException.class, () -> send(ses, "gone@example.com"));
            assertEquals("InvalidParameterValue", assertThrows(SesException.class,
                    () -> send(ses, "j\u00F6rg@example.com")).awsErrorDetails().errorCode());
            send(ses, "ada@example.com");

            assertEquals(1, mailbox.mailsTo("ada@example.com").size());
            assertEquals(0, mailbox.mailsTo("gone@example.com").size());
        }
    }
}
