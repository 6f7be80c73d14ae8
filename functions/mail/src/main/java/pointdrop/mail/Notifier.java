package pointdrop.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import pointdrop.storage.Backoff;
import pointdrop.storage.Clients;
import pointdrop.storage.Deadline;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;

/// Mails the result of an import or export to its owner, at least once: a crash between sending and recording, or a lost
/// answer of SES, sends the mail twice.
public final class Notifier {
    /// How long a claim on a mail lasts: three calls fit into it.
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

    /// Returns once the mail is sent, by this invocation or another one.
    ///
    /// @param closed nothing happens where its mail is recorded as sent
    public void tell(HistoryEntry closed) {
        HistoryEntry entry = closed;
        String claimant = deadline.machine().uniqueId();
        Backoff backoff = deadline.backoff();
        while (!entry.ending().mailSent()) {
            Mail mail = mail(entry);
            Instant claimed = deadline.now();
            if (imports.claimMail(entry, claimant, CLAIM)) {
                send(mail, claimed.plus(CLAIM));
                imports.mailSent(entry);
                return;
            }
            backoff.pause();
            entry = imports.get(entry.shop(), entry.id());
        }
    }

    /// Tries only while the claim lasts, so that no other invocation sends the mail meanwhile.
    private void send(Mail mail, Instant until) {
        deadline.noLaterThan(until.minus(Clients.LONGEST_CALL)).call(() -> outbox.send(mail));
    }

    /// A mail about a shop that is not configured goes to the sender address, which the operator reads.
    private Mail mail(HistoryEntry entry) {
        String to = shops.find(entry.shop())
                .map(shop -> shop.recipient(Optional.ofNullable(entry.origin().notifyAddress())))
                .orElse(outbox.sender());
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
