package pointdrop.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.storage.Backoff;
import pointdrop.storage.Clients;
import pointdrop.storage.Deadline;
import pointdrop.storage.Decision;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Requests;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;

/// Mails the result of an import, a review or an export to its owner, at least once: a crash between sending and recording, or a lost
/// answer of SES, sends the mail twice. Where SES refuses the address for good, the shop's contact gets the mail; where that
/// is refused too, the entry records it and nothing is tried again.
public final class Notifier {
    /// How long a claim on a mail lasts: three calls fit into it. Refusals are answered at once.
    static final Duration CLAIM = Clients.LONGEST_CALL.multipliedBy(3);

    private final ImportsTable imports;
    private final Requests requests;
    private final ShopsTable shops;
    private final Deadline deadline;
    private final MailLinks links;
    private final Outbox outbox;
    private final Asking asking;

    Notifier(Stores stores, Links links, Outbox outbox) {
        this.imports = stores.imports();
        this.requests = stores.requests();
        this.shops = stores.shops();
        this.deadline = stores.deadline();
        this.links = new MailLinks(stores, links);
        this.outbox = outbox;
        this.asking = Asking.of(stores, this.links);
    }

    /// Mails where an import or export stands: that it is ready, or how it has ended. Returns once the mail is sent or refused for good, by
    /// this invocation or another one, or the entry has moved on: what has moved it on tells of it, once the summary does.
    ///
    /// @param told nothing happens where no mail about it is due
    public void tell(HistoryEntry told) {
        HistoryEntry entry = told;
        String claimant = deadline.machine().uniqueId();
        Backoff backoff = deadline.backoff();
        while (entry.mailDue() && entry.status() == told.status()) {
            List<Mail> mails = mails(entry);
            Instant claimed = deadline.now();
            if (imports.claimMail(entry, claimant, CLAIM)) {
                imports.mailEnded(entry, isSent(mails, claimed));
                return;
            }
            backoff.pause();
            entry = imports.get(entry.shop(), entry.id());
        }
    }

    /// The same for the refusal of a request.
    ///
    /// @param told nothing happens where no mail about it is due
    public void tell(Decision told) {
        Decision refused = told;
        String claimant = deadline.machine().uniqueId();
        Backoff backoff = deadline.backoff();
        while (refused.mailDue()) {
            List<Mail> mails = mails(refused);
            Instant claimed = deadline.now();
            if (requests.claimMail(refused, claimant, CLAIM)) {
                requests.mailEnded(refused, isSent(mails, claimed));
                return;
            }
            backoff.pause();
            refused = requests.find(refused.request()).orElseThrow();
        }
    }

    /// Tries only while the claim lasts, so that no other invocation sends the mail meanwhile.
    ///
    /// @param mails to each address that may get it, the first one first
    /// @return false where every address is refused for good
    private boolean isSent(List<Mail> mails, Instant claimed) {
        Deadline claim = deadline.noLaterThan(claimed.plus(CLAIM).minus(Clients.LONGEST_CALL));
        return mails.stream().anyMatch(mail -> claim.call(() -> outbox.send(mail)));
    }

    private List<Mail> mails(HistoryEntry entry) {
        Optional<Link> file = file(entry);
        return addresses(entry.shop(), entry.origin().notifyAddress()).map(to -> mail(entry, to, file)).toList();
    }

    private List<Mail> mails(Decision refused) {
        return addresses(refused.request().shop(), refused.notifyAddress())
                .map(to -> RefusalMail.of(refused, to))
                .toList();
    }

    /// The addresses that may get a mail, the first one first. A mail about a shop that is not configured goes to the sender address,
    /// which the operator reads.
    private Stream<String> addresses(String shop, @Nullable String wanted) {
        return shops.find(shop)
                .map(known -> Stream.of(known.recipient(Optional.ofNullable(wanted)), known.contact()).distinct())
                .orElse(Stream.of(outbox.sender()));
    }

    private Mail mail(HistoryEntry entry, String to, Optional<Link> file) {
        if (entry.status() == Status.READY) {
            return ReadyMail.of(entry, to, asking, file);
        }
        return switch (entry.origin().kind()) {
            case IMPORT -> ImportMail.of(entry, to, asking, file);
            case EXPORT -> ExportMail.of(entry, to, file);
        };
    }

    /// The link that the mail has, the same for every address.
    private Optional<Link> file(HistoryEntry entry) {
        if (entry.status() == Status.READY) {
            return entry.review().projected().failed() == 0
                    ? Optional.empty()
                    : Optional.of(links.to(entry.reviewReportKey(), "review-errors", entry));
        }
        String what = entry.origin().kind() == HistoryEntry.Kind.EXPORT ? "customers" : "errors";
        return Optional.ofNullable(entry.ending().fileKey())
                .filter(_ -> entry.undo().undoes() == null || entry.counts().failed() > 0)
                .map(key -> links.to(key, what, entry));
    }
}
