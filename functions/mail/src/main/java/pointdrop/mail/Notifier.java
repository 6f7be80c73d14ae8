package pointdrop.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pointdrop.domain.Shop;
import pointdrop.storage.Backoff;
import pointdrop.storage.Clients;
import pointdrop.storage.Deadline;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;

/// Mails the result of an import or export to its owner, at least once: a crash between sending and recording, or a lost
/// answer of SES, sends the mail twice. Where SES refuses the address for good, the shop's contact gets the mail; where that
/// is refused too, the entry records it and nothing is tried again.
public final class Notifier {
    /// How long a claim on a mail lasts: three calls fit into it. Refusals are answered at once.
    static final Duration CLAIM = Clients.LONGEST_CALL.multipliedBy(3);

    private final ImportsTable imports;
    private final ShopsTable shops;
    private final Deadline deadline;
    private final Links links;
    private final Outbox outbox;

    Notifier(Stores stores, Links links, Outbox outbox) {
        this.imports = stores.imports();
        this.shops = stores.shops();
        this.deadline = stores.deadline();
        this.links = links;
        this.outbox = outbox;
    }

    /// Returns once the mail is sent or refused for good, by this invocation or another one.
    ///
    /// @param closed nothing happens where its mail is recorded as sent or refused
    public void tell(HistoryEntry closed) {
        HistoryEntry entry = closed;
        String claimant = deadline.machine().uniqueId();
        Backoff backoff = deadline.backoff();
        while (entry.ending().mailDue()) {
            List<Mail> mails = mails(entry);
            Instant claimed = deadline.now();
            if (imports.claimMail(entry, claimant, CLAIM)) {
                if (mails.stream().anyMatch(mail -> isTaken(mail, claimed.plus(CLAIM)))) {
                    imports.mailSent(entry);
                } else {
                    imports.mailFailed(entry);
                }
                return;
            }
            backoff.pause();
            entry = imports.get(entry.shop(), entry.id());
        }
    }

    /// Tries only while the claim lasts, so that no other invocation sends the mail meanwhile.
    private boolean isTaken(Mail mail, Instant until) {
        return deadline.noLaterThan(until.minus(Clients.LONGEST_CALL)).call(() -> outbox.send(mail));
    }

    /// The mail to each address that may get it, the first one first. A mail about a shop that is not configured goes to the
    /// sender address, which the operator reads.
    private List<Mail> mails(HistoryEntry entry) {
        Optional<Shop> shop = shops.find(entry.shop());
        Optional<String> wanted = Optional.ofNullable(entry.origin().notifyAddress());
        Stream<String> addresses = shop.map(known -> Stream.of(known.recipient(wanted), known.contact()).distinct())
                .orElse(Stream.of(outbox.sender()));
        return addresses.map(to -> mail(entry, to)).toList();
    }

    private Mail mail(HistoryEntry entry, String to) {
        Optional<String> key = Optional.ofNullable(entry.ending().fileKey());
        return switch (entry.origin().kind()) {
            case IMPORT -> ImportMail.of(entry, to, key.map(report -> link(report, "errors", entry)));
            case EXPORT -> ExportMail.of(entry, to, key.map(file -> link(file, "customers", entry)));
        };
    }

    private Link link(String key, String what, HistoryEntry entry) {
        return links.to(key, "%s-%s-%s.csv".formatted(what, entry.shop(), entry.id()));
    }
}
