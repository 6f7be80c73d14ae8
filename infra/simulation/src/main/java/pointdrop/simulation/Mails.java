package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pointdrop.emulators.memory.SentMails;

/// The mails of a history. Each is sent once, and again only where it is not known whether it was.
final class Mails {
    private static final String READY = "Ready: ";

    private final List<Mail> mails = new ArrayList<>();
    /// Shops whose every address is refused by SES for good.
    private final Set<String> unreachable = new TreeSet<>();

    private record Mail(SentMails.Mail mail, Network.Sent sent) {
        /// Whether the shop is told; the operator, while there is no shop.
        boolean isTo(String shop) {
            return mail.to().endsWith("@" + shop + ".example") || mail.to().equals(mail.source());
        }

        /// Whether the sender may not have learned that it was sent, or not have recorded it.
        boolean mayBeUnrecorded() {
            return sent.sender().brokeSince(sent.number());
        }

        /// Whether it may have been on its way for long.
        boolean mayBeLate() {
            return sent.sender().brokeAt(sent.number());
        }
    }

    /// @param sent the call that sends it
    void add(SentMails.Mail mail, Network.Sent sent) {
        mails.add(new Mail(mail, sent));
    }

    void cannotReach(String shop) {
        unreachable.add(shop);
    }

    /// The mail about the end of an import or export.
    ///
    /// @param failed whether it is recorded that no address takes it
    void checkEnd(String shop, String id, boolean failed) {
        check(shop, id, failed, about(shop, id, false));
    }

    /// The mail that an import is ready.
    ///
    /// @param failed whether it is recorded that no address takes it
    /// @param due whether it must be there: an import that was started or cancelled soon may have had none
    void checkReady(String shop, String id, boolean failed, boolean due) {
        List<Mail> sent = about(shop, id, true);
        if (due || failed) {
            check(shop, id, failed, sent);
        } else {
            checkRepetitions(id, sent);
        }
    }

    /// The mail that a request was refused.
    void checkRefusal(String shop, String requestId, boolean failed) {
        check(shop, requestId, failed, refusals(shop, requestId));
    }

    void checkNoRefusal(String shop, String requestId) {
        require(refusals(shop, requestId).isEmpty(), "Request %s was not refused, and a mail says so", requestId);
    }

    void checkNone(String shop, String id) {
        require(about(shop, id, false).isEmpty(), "A mail tells of the end of %s, which did not end", id);
    }

    private List<Mail> about(String shop, String id, boolean ready) {
        return mails.stream()
                .filter(mail -> mail.isTo(shop) && mail.mail().text().contains(": " + id + ", started")
                        && mail.mail().subject().startsWith(READY) == ready)
                .toList();
    }

    private List<Mail> refusals(String shop, String requestId) {
        return mails.stream()
                .filter(mail -> mail.isTo(shop) && mail.mail().text().contains("Request: " + requestId + ", put"))
                .toList();
    }

    /// One mail, unless no address takes it; another one only where it is not known whether the one before was sent.
    private void check(String shop, String id, boolean failed, List<Mail> sent) {
        require(failed || !sent.isEmpty(), "No mail tells of %s", id);
        require(!failed || unreachable.contains(shop), "The mail about %s failed, though %s has an address", id, shop);
        checkRepetitions(id, sent);
    }

    private static void checkRepetitions(String id, List<Mail> sent) {
        for (int i = 1; i < sent.size(); i++) {
            require(sent.get(i).mayBeLate() || sent.subList(0, i).stream().allMatch(Mail::mayBeUnrecorded),
                    "%s mailed again what is recorded as mailed, %s", sent.get(i).sent().sender().name(), id);
        }
    }
}
