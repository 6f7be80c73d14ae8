package pointdrop.local;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pointdrop.emulators.Mailbox;

/// Finds the links of sign-in mails, so that nobody has to look for them in the mailbox.
record SignInMails(Pattern link) {
    /// @param webUrl where the page is
    static SignInMails of(String webUrl) {
        return new SignInMails(Pattern.compile(Pattern.quote(webUrl) + "/sign-in/[A-Za-z0-9_-]+"));
    }

    /// Nothing for another mail.
    Optional<String> linkIn(String text) {
        Matcher found = link.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    void print(MimeMessage mail) {
        try {
            linkIn(Mailbox.text(mail)).ifPresent(address -> Console.log("To sign in, open " + address));
        } catch (IOException | MessagingException unreadable) {
            Console.log("A mail cannot be read: " + unreadable);
        }
    }
}
