package pointdrop.mail;

import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;

/// Sends mails by SES.
///
/// @param sender the address that mails come from, verified with SES
public record Outbox(SesClient ses, String sender) {

    /// @return the id that SES gives the mail
    String send(Mail mail) {
        return ses.sendEmail(request -> request.source(sender)
                .destination(destination -> destination.toAddresses(mail.to()))
                .message(message -> message.subject(utf8(mail.subject()))
                        .body(body -> body.text(utf8(mail.text())).html(utf8(mail.html())))))
                .messageId();
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
