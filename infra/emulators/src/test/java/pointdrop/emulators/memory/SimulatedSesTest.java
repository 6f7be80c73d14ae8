package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

class SimulatedSesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SentMails sent = new SentMails();
    private final SimulatedSes ses = new SimulatedSes(Calls.undisturbed(), InstantSource.fixed(NOW), sent);

    private static SendEmailRequest mail(String to) {
        return SendEmailRequest.builder()
                .source("pointdrop@example.com")
                .destination(destination -> destination.toAddresses(to))
                .message(message -> message.subject(utf8("Subject"))
                        .body(body -> body.text(utf8("Text")).html(utf8("<p>Page"))))
                .build();
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }

    @Test
    void mailsAreKept() {
        String first = ses.sendEmail(mail("ada@example.com")).messageId();
        String second = ses.sendEmail(mail("bob@example.com")).messageId();

        assertEquals(List.of(
                new SentMails.Mail(first, "pointdrop@example.com", "ada@example.com", "Subject", "Text",
                        "<p>Page", NOW),
                new SentMails.Mail(second, "pointdrop@example.com", "bob@example.com", "Subject", "Text",
                        "<p>Page", NOW)),
                sent.all());
    }

    @Test
    void anAddressMayBeRefusedForGood() {
        sent.refuse("ada@example.com");

        MessageRejectedException refused = assertThrows(MessageRejectedException.class,
                () -> ses.sendEmail(mail("ada@example.com")));
        assertEquals("400 MessageRejected", refused.statusCode() + " " + refused.awsErrorDetails().errorCode());
        assertThrows(MessageRejectedException.class, () -> ses.sendEmail(mail("ada@example.com")));
        assertEquals(List.of(), sent.all());
    }

    @Test
    void anAddressWithLettersBeyondAsciiBeforeItsAtIsRefusedAsSesDoes() {
        SesException refused = assertThrows(SesException.class, () -> ses.sendEmail(mail("j\u00F6rg@example.com")));

        assertEquals("400 InvalidParameterValue", refused.statusCode() + " " + refused.awsErrorDetails().errorCode());
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        SendEmailRequest mail = mail("ada@example.com");

        assertThrows(UnsupportedOperationException.class,
                () -> ses.sendEmail(mail.toBuilder().returnPath("bounces@example.com").build()));
        assertThrows(UnsupportedOperationException.class, () -> ses.sendEmail(mail.toBuilder()
                .destination(destination -> destination.toAddresses("a@example.com").ccAddresses("b@example.com"))
                .build()));
    }
}
