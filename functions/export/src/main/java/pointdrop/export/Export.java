package pointdrop.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import pointdrop.csv.Delimiter;
import pointdrop.csv.ExportWriter;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.Shop;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.S3OutputStream;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import pointdrop.storage.Uploads;

/// Answers one request for an export. Safe to repeat: the file has a key of its own and appears whole.
final class Export {
    private final Stores stores;
    private final Notifier notifier;

    Export(Services services) {
        this.stores = services.stores();
        this.notifier = services.notifier();
    }

    void run(Upload upload) {
        stores.arrivals().find(upload).ifPresent(details -> run(upload, details));
    }

    private void run(Upload upload, Uploads.Details details) {
        ExportRequest request = read(upload);
        HistoryEntry entry = stores.imports()
                .begin(Origin.of(upload, request.recipient(), details.note(), details.by()));
        stores.expected().arrived(upload, entry);
        notifier.tell(entry.status().closed() ? entry : answer(entry, upload, request));
    }

    private ExportRequest read(Upload upload) {
        try (InputStream request = stores.uploads().open(upload)) {
            return ExportRequest.read(request);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HistoryEntry answer(HistoryEntry entry, Upload upload, ExportRequest request) {
        try {
            checkRecipient(shop(entry, upload), request.recipient());
            return write(entry, request.requiredDelimiter());
        } catch (FileRejected rejected) {
            return stores.imports().reject(entry, rejected.rejection());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Shop shop(HistoryEntry entry, Upload upload) {
        return stores.shops()
                .find(entry.shop())
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

    private HistoryEntry write(HistoryEntry entry, Delimiter delimiter) throws IOException {
        try (S3OutputStream file = stores.data().createExport(entry);
                SortedCustomers sorted = new SortedCustomers(stores.customers(), entry.shop(),
                        stores.deadline().machine());
                ExportWriter writer = new ExportWriter(file, delimiter)) {
            sorted.forEachRemaining(writer::write);
            writer.flush();
            file.complete();
            return stores.imports().completeExport(entry, file.key(), writer.summary());
        }
    }
}
