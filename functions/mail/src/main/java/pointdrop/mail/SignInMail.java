package pointdrop.mail;

import java.util.Locale;
import pointdrop.storage.SignIns;

/// The mail to an operator who wants to sign in to the page.
final class SignInMail {
    private SignInMail() {}

    static Mail of(String shop, String to, String url) {
        return new MailBuilder()
                .paragraph("You can sign in to the loyalty programme of the shop %s.".formatted(shop))
                .page("Sign in", url)
                .paragraph(String.format(Locale.ROOT,
                        "The link works once, for %d minutes, and only in the browser that asked for it. Do not pass this mail on.",
                        SignIns.LIFETIME.toMinutes()))
                .paragraph("If you did not ask, ignore this mail. Nobody is signed in without the link.")
                .build(to, "Sign in to " + shop);
    }
}
