package pointdrop.mail;

import pointdrop.storage.Deadline;
import pointdrop.storage.Log;
import software.amazon.awssdk.services.ses.model.SesException;

/// Mails links by which operators sign in.
public final class SignInMailer {
    private final Deadline deadline;
    private final Outbox outbox;
    private final Log log;

    SignInMailer(Deadline deadline, Outbox outbox, Log log) {
        this.deadline = deadline;
        this.outbox = outbox;
        this.log = log;
    }

    /// Sends one mail. Nothing happens where SES refuses the address for good.
    ///
    /// @param address of an operator of the shop
    /// @param url of the page that signs in
    /// @throws SesException for another refusal, after tries until the deadline
    public void send(String shop, String address, String url) {
        Mail mail = SignInMail.of(shop, address, url);
        log.with("shop", shop).mailEnded(deadline.call(() -> outbox.send(mail)));
    }
}
