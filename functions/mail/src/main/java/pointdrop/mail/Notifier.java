package pointdrop.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import pointdrop.domain.HistoryEntry;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Tells the owner of an import or export how it ended: once, or again only where a function died between sending the mail and
/// recording that.
public final class Notifier {
    /// How long one invocation has a mail to itself: twice what sending may take. Whoever finds the claim of a dead one
    /// waits so long.
    static final Duration LEASE = Outbox.LONGEST_CALL.multipliedBy(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ImportsTable imports;
    private final ShopsTable shops;
    private final Links links;
    private final Outbox outbox;
    private final Clock clock;

    public Notifier(ImportsTable imports, ShopsTable shops, Links links, Outbox outbox, Clock clock) {
        this.imports = imports;
        this.shops = shops;
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// With clients made from the environment; reads `POINTDROP_SENDER` and `POINTDROP_LINK_LIFETIME`, in seconds.
    public static Notifier of(Stores stores, Clock clock) {
        AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        S3Presigner presigner = S3Presigner.builder().credentialsProvider(credentials).s3Client(stores.s3()).build();
        Duration lifetime = Duration.ofSeconds(stores.environment().requiredNumber("POINTDROP_LINK_LIFETIME"));
        return new Notifier(stores.imports(), stores.shops(),
                new Links(presigner, credentials, stores.dataBucket(), lifetime, clock),
                new Outbox(Outbox.client(), stores.environment().required("POINTDROP_SENDER")), clock);
    }

    /// The same for one invocation.
    ///
    /// @param stores with its patience
    public Notifier with(Stores stores) {
        return new Notifier(stores.imports(), stores.shops(), links, outbox, clock);
    }

    /// Returns once the mail is out, whoever sent it.
    ///
    /// @param closed the entry; nothing happens where its owner has been told
    public void tell(HistoryEntry closed) {
        HistoryEntry record = closed;
        String claimant = UUID.randomUUID().toString();
        while (!record.mailSent()) {
            Mail mail = mail(record);
            if (imports.claimMail(record, claimant, clock.instant(), LEASE)) {
                outbox.send(mail);
                imports.mailSent(record, clock.instant());
                return;
            }
            pause();
            record = imports.get(record.shop(), record.id());
        }
    }

    /// Where no shop is configured nobody is known but the operator, who has the sender address.
    private Mail mail(HistoryEntry record) {
        String to = shops.find(record.shop())
                .map(shop -> shop.recipient(Optional.ofNullable(record.notifyAddress())))
                .orElse(outbox.sender());
        Optional<String> key = Optional.ofNullable(record.reportKey());
        return switch (record.kind()) {
            case IMPORT -> ImportMail.of(record, to, key.map(report -> link(report, "errors", record)));
            case EXPORT -> ExportMail.of(record, to, key.map(file -> link(file, "customers", record)));
        };
    }

    private Link link(String key, String what, HistoryEntry record) {
        return links.to(key, "%s-%s-%s.csv".formatted(what, record.shop(), record.id()));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another invocation sends the mail", stopped);
        }
    }
}
