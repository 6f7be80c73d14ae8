package pointdrop.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pointdrop.storage.FileLinks;
import pointdrop.storage.FileLinks.FileLink;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;

/// The links in the mails of one invocation. Where there is a page, they lead to it: they last for days and can be revoked. Else they are
/// signed, and end with the credentials of the function.
final class MailLinks {
    private final Stores stores;
    private final FileLinks fileLinks;
    private final Links links;
    private final Optional<String> webUrl;
    /// One for each file, however often its mail is tried.
    private final Map<String, Link> lasting = new HashMap<>();

    MailLinks(Stores stores, Links links) {
        this.stores = stores;
        this.fileLinks = stores.fileLinks();
        this.links = links;
        this.webUrl = Services.webUrl(stores.environment());
    }

    /// A link to a file of an entry.
    ///
    /// @param key in the data bucket
    /// @param what it is, the beginning of the name to save it under
    Link to(String key, String what, HistoryEntry entry) {
        String file = "%s-%s-%s.csv".formatted(what, entry.shop(), entry.id());
        return webUrl.map(url -> lasting.computeIfAbsent(key, _ -> create(url, entry.shop(), key, file)))
                .orElseGet(() -> links.signed(stores.dataBucket(), key, null, file,
                        Duration.ofSeconds(stores.environment().requiredNumber("POINTDROP_LINK_LIFETIME"))));
    }

    private Link create(String url, String shop, String key, String file) {
        Duration lifetime = Duration.ofDays(stores.environment().requiredNumber("POINTDROP_LINK_DAYS"));
        Instant validUntil = fileLinks.validUntil(lifetime);
        return new Link(url + "/d/" + fileLinks.create(new FileLink(shop, key, file, validUntil)), validUntil);
    }

    /// The page of an entry, for who has signed in.
    Optional<String> page(HistoryEntry entry) {
        return webUrl.map(url -> "%s/shops/%s/imports/%s".formatted(url, entry.shop(), entry.id()));
    }
}
