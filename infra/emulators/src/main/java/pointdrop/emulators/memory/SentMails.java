package pointdrop.emulators.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The mails that SES took, and the addresses that it takes none for.
public final class SentMails {
    private final List<Mail> mails = new ArrayList<>();
    private final List<Consumer<Mail>> listeners = new ArrayList<>();
    private final Set<String> refused = new TreeSet<>();

    /// A mail that SES took.
    ///
    /// @param time when it did
    public record Mail(String id, String source, String to, String subject, String text, String html, Instant time) {}

    /// From now on no mail to an address is taken, however often it is tried.
    public void refuse(String address) {
        refused.add(address);
    }

    boolean refuses(String address) {
        return refused.contains(address);
    }

    /// @param listener told of each mail that is sent from then on
    public void onSent(Consumer<Mail> listener) {
        listeners.add(listener);
    }

    void add(Mail mail) {
        mails.add(mail);
        listeners.forEach(listener -> listener.accept(mail));
    }

    /// Oldest first.
    public List<Mail> all() {
        return List.copyOf(mails);
    }
}
