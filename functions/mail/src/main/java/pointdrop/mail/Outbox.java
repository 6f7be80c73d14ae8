package pointdrop.mail;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.SesException;

/// Sends mails by SES.
///
/// @param sender the address that mails come from, verified with SES
/// @param configurationSet of SES that the mails go through; nothing for the one that SES has for the sender, if any
public record Outbox(SesClient ses, String sender, Optional<String> configurationSet) {

    /// Errors about an address or the mail to it, which no other try changes: it is suppressed, not verified in the sandbox, or
    /// malformed. Those about the account or the sender pass (Amazon SES API Reference, "SendEmail", "Common Errors"); where the sender
    /// is no longer verified, the message names it.
    private static final Set<String> FOR_GOOD = Set.of("MessageRejected", "InvalidParameterValue");

    /// @return false where SES refuses it for good
    /// @throws SesException for another refusal
    boolean send(Mail mail) {
        try {
            sendEmail(mail);
            return true;
        } catch (SesException refused) {
            if (isForGood(refused)) {
                return false;
            }
            throw refused;
        }
    }

    private boolean isForGood(SesException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        return details != null && details.errorCode() != null && FOR_GOOD.contains(details.errorCode())
                && !String.valueOf(details.errorMessage()).contains(sender);
    }

    private void sendEmail(Mail mail) {
        ses.sendEmail(request -> request.source(sender)
                .configurationSetName(configurationSet.orElse(null))
                .destination(destination -> destination.toAddresses(mail.to()))
                .message(message -> message.subject(utf8(mail.subject()))
                        .body(body -> body.text(utf8(mail.text())).html(utf8(mail.html())))));
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
