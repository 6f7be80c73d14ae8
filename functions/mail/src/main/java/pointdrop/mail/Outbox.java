package pointdrop.mail;

import java.time.Duration;
import pointdrop.storage.Clients;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;

/// Sends mails by SES.
public final class Outbox {
    /// Far below the time for which [Notifier] has a mail to itself, so that a slow answer makes no second mail.
    static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    private final SesClient ses;
    private final String sender;

    /// @param sender the address that mails come from, verified with SES
    public Outbox(SesClient ses, String sender) {
        this.ses = ses;
        this.sender = sender;
    }

    /// A client from the environment, with the time limit that mails need.
    public static SesClient client() {
        return SesClient.builder()
                .httpClient(Clients.http())
                .overrideConfiguration(override -> override.apiCallTimeout(LONGEST_CALL))
                .build();
    }

    String sender() {
        return sender;
    }

    void send(Mail mail) {
        ses.sendEmail(request -> request.source(sender)
                .destination(destination -> destination.toAddresses(mail.to()))
                .message(message -> message.subject(utf8(mail.subject()))
                        .body(body -> body.text(utf8(mail.text())).html(utf8(mail.html())))));
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
