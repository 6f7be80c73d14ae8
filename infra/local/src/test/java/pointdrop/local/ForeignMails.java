package pointdrop.local;

import com.fasterxml.jackson.jr.ob.JSON;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Mailbox;

/// The mails that another emulator of SES took. It tells them at an address of its own.
record ForeignMails(URI ses, Kind kind) {
    /// What it calls the parts of a mail.
    enum Kind {
        /// LocalStack's documentation, "Simple Email Service (SES)".
        LOCALSTACK("/_aws/ses", "Source", "Destination", "Subject"),
        /// moto's documentation, "Moto APIs".
        MOTO("/moto-api/data.json", "source", "destinations", "subject");

        private final String path;
        private final String source;
        private final String destination;
        private final String subject;

        Kind(String path, String source, String destination, String subject) {
            this.path = path;
            this.source = source;
            this.destination = destination;
            this.subject = subject;
        }

        private List<?> mails(Map<?, ?> answer) {
            return list(this == MOTO ? object(answer.get("ses")).get("Message") : answer.get("messages"));
        }

        /// Of the two bodies moto keeps the HTML (`moto/ses/responses.py`, `send_email`).
        private String html(Map<?, ?> mail) {
            return String.valueOf(this == MOTO ? mail.get("body") : object(mail.get("Body")).get("html_part"));
        }

        private String text(Map<?, ?> mail) {
            return this == MOTO
                    ? html(mail).replaceAll("[<>\"]+", " ")
                    : String.valueOf(object(mail.get("Body")).get("text_part"));
        }
    }

    /// @throws IllegalStateException where it is an emulator that is not known, with a message for a person
    static ForeignMails at(URI ses) throws IOException, InterruptedException {
        for (Kind kind : Kind.values()) {
            if (read(ses.resolve(kind.path)).isPresent()) {
                return new ForeignMails(ses, kind);
            }
        }
        throw new IllegalStateException(
                ses + " is neither LocalStack nor moto, so its mails cannot be read. Unset AWS_ENDPOINT_URL*"
                        + " to run these tests on the emulators of this project.");
    }

    /// The mails to one address, oldest first.
    List<MimeMessage> to(String address) throws IOException, InterruptedException, MessagingException {
        List<MimeMessage> found = new ArrayList<>();
        for (Object sent : kind.mails(read(ses.resolve(kind.path)).orElseThrow())) {
            Map<?, ?> mail = object(sent);
            if (list(object(mail.get(kind.destination)).get("ToAddresses")).contains(address)) {
                found.add(Mailbox.message(String.valueOf(mail.get(kind.source)), List.of(address),
                        String.valueOf(mail.get(kind.subject)), kind.text(mail), kind.html(mail)));
            }
        }
        return found;
    }

    /// The JSON at an address; nothing where there is none.
    private static Optional<Map<String, Object>> read(URI address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(address).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().startsWith("{")
                    ? Optional.of(JSON.std.mapFrom(answer.body()))
                    : Optional.empty();
        } catch (ConnectException nobody) {
            throw new IllegalStateException("Nothing answers at " + address, nobody);
        }
    }

    private static Map<?, ?> object(@Nullable Object json) {
        return (Map<?, ?>) Objects.requireNonNull(json);
    }

    private static List<?> list(@Nullable Object json) {
        return (List<?>) Objects.requireNonNull(json);
    }
}
