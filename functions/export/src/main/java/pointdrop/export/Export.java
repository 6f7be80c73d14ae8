package pointdrop.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import pointdrop.csv.ExportWriter;
import pointdrop.domain.FileRejected;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.Shop;
import pointdrop.mail.Notifier;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.DataBucket;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.MultipartUpload;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import pointdrop.storage.Uploads;

/// Answers one request for an export. Safe to repeat: the file is written under a key of its own and appears whole.
final class Export {
    private final Uploads uploads;
    private final ImportsTable imports;
    private final ShopsTable shops;
    private final CustomersTable customers;
    private final DataBucket data;
    private final Notifier notifier;
    private final Clock clock;

    Export(Stores stores, Notifier notifier, Clock clock) {
        this.uploads = stores.uploads();
        this.imports = stores.imports();
        this.shops = stores.shops();
        this.customers = stores.customers();
        this.data = stores.data();
        this.notifier = notifier;
        this.clock = clock;
    }

    void run(Upload upload) {
        if (upload.isFolder()) {
            return;
        }
        Optional<String> recipient = recipient(upload);
        HistoryEntry export = imports.begin(HistoryEntry.beginExport(upload.shop(), upload.id(), upload.file(),
                recipient.orElse(null), upload.eventTime()));
        if (!export.status().closed()) {
            export = answer(export, upload, recipient);
        }
        notifier.tell(export);
    }

    private Optional<String> recipient(Upload upload) {
        try (InputStream request = uploads.open(upload)) {
            return ExportRequest.recipient(request);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HistoryEntry answer(HistoryEntry export, Upload upload, Optional<String> recipient) {
        try {
            checkRecipient(shop(export, upload), recipient);
            long count = write(export);
            return imports.completeExport(export, DataBucket.exportKey(export), count, clock.instant());
        } catch (FileRejected rejected) {
            return imports.reject(export, rejected.rejection(), clock.instant());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Shop shop(HistoryEntry export, Upload upload) {
        return shops.find(export.shop())
                .orElseThrow(() -> Rejection.because(Code.SHOP_UNKNOWN,
                        "No shop is configured for \"%s\". Drop requests under exports/{shop}/, or have the shop configured.",
                        upload.key()));
    }

    private static void checkRecipient(Shop shop, Optional<String> recipient) {
        String address = recipient.orElseThrow(() -> Rejection.because(Code.REQUEST_INVALID,
                "The request does not say where to mail the export to. Write {\"email\": \"name@example.com\"} into it and drop it again."));
        if (!shop.allows(address)) {
            throw Rejection.because(Code.RECIPIENT_NOT_ALLOWED,
                    "The export was to be mailed to \"%s\", which is not allowed for this shop. Ask for it with the shop's contact, or have the address allowed.",
                    address);
        }
    }

    /// @return how many customers were written
    private long write(HistoryEntry export) throws IOException {
        long count = 0;
        try (MultipartUpload file = data.beginExport(export);
                SortedCustomers sorted = new SortedCustomers(customers, export.shop())) {
            try (ExportWriter writer = new ExportWriter(file)) {
                while (sorted.hasNext()) {
                    writer.write(sorted.next());
                    count++;
                }
                writer.flush();
                file.complete();
            }
        }
        return count;
    }
}
