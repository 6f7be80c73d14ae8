package pointdrop.emulators.memory;

import java.time.InstantSource;
import java.util.Locale;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.memory.Calls.Call;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

/// SES in memory. It knows mails to one address, with a text and a page.
public final class SimulatedSes implements SesClient {
    private final Calls calls;
    private final InstantSource clock;
    private final SentMails sent;

    SimulatedSes(Calls calls, InstantSource clock, SentMails sent) {
        this.calls = calls;
        this.clock = clock;
        this.sent = sent;
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        RequestFields.refuseAllBut(request, "Source", "Destination", "Message", "ConfigurationSetName");
        RequestFields.refuseAllBut(request.destination(), "ToAddresses");
        if (request.destination().toAddresses().size() != 1) {
            throw new UnsupportedOperationException("The simulation knows mails to one address only");
        }
        String to = request.destination().toAddresses().getFirst();
        return calls.make(new Call("SendEmail", request.source(), to, request), () -> send(request, to));
    }

    private SendEmailResponse send(SendEmailRequest request, String to) {
        if (sent.refuses(to)) {
            throw rejected(to);
        }
        if (sent.refuses(request.source())) {
            throw rejected(request.source());
        }
        if (!Mailbox.hasAsciiLocalPart(to)) {
            throw (SesException) Refusal.fill(SesException.builder(), "Ses", 400, "InvalidParameterValue",
                    "Local address contains control or whitespace").build();
        }
        String id = String.format(Locale.ROOT, "%012d", sent.all().size() + 1);
        sent.add(new SentMails.Mail(id, request.source(), to, request.message().subject().data(),
                request.message().body().text().data(), request.message().body().html().data(), clock.instant()));
        return SendEmailResponse.builder().messageId(id).build();
    }

    /// https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html#API_SendEmail_Errors
    private static MessageRejectedException rejected(String address) {
        String message = "Email address is not verified. The following identities failed the check: " + address;
        return Refusal.fill(MessageRejectedException.builder(), "Ses", 400, "MessageRejected", message).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
