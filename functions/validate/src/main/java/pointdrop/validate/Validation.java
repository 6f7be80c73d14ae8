package pointdrop.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import pointdrop.csv.Encoding;
import pointdrop.csv.EncodingGuess;
import pointdrop.csv.NotUtf8;
import pointdrop.domain.Action;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.Rules;
import pointdrop.domain.Shop;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.EarlierUploads.Content;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import pointdrop.storage.Uploads;
import pointdrop.storage.Validated;

/// Validates one upload. No chunk is released before the whole file has been read: a file that turns out to be broken at its
/// last byte changes nothing.
final class Validation {
    private final Stores stores;
    private final Notifier notifier;
    private final Limits limits;

    /// @param fileBytes of the largest file
    /// @param fileRows of the longest file
    /// @param rowsPerChunk about how many rows a chunk is to have
    record Limits(long fileBytes, long fileRows, long rowsPerChunk) {
        /// Reads `POINTDROP_SIZE_LIMIT`, in bytes, `POINTDROP_ROW_LIMIT` and `POINTDROP_CHUNK_ROWS`.
        static Limits of(Environment environment) {
            return new Limits(environment.requiredNumber("POINTDROP_SIZE_LIMIT"),
                    environment.requiredNumber("POINTDROP_ROW_LIMIT"),
                    environment.requiredNumber("POINTDROP_CHUNK_ROWS"));
        }
    }

    Validation(Services services, Limits limits) {
        this.stores = services.stores();
        this.notifier = services.notifier();
        this.limits = limits;
    }

    /// Safe to repeat: a delivery does what an earlier one left undone.
    void run(Upload upload) {
        stores.arrivals().find(upload).ifPresent(details -> run(upload, details));
    }

    private void run(Upload upload, Uploads.Details details) {
        HistoryEntry entry = stores.imports()
                .begin(Origin.of(upload, details.notifyAddress(), details.note(), details.by()));
        stores.expected().arrived(upload, entry);
        if (entry.status() == Status.VALIDATING) {
            entry = validate(upload, details, entry);
        }
        stores.summaries().publish(entry);
        stores.lastImported().put(upload, entry);
        if (entry.status() == Status.REVIEWING || entry.status() == Status.IMPORTING) {
            stores.stagedChunks().release(entry);
        } else {
            notifier.tell(entry);
        }
    }

    /// @return the import as it stands, also where another delivery was faster
    private HistoryEntry validate(Upload upload, Uploads.Details details, HistoryEntry entry) {
        try {
            Rules rules = rules(entry, upload);
            checkSize(details);
            try (DealtFile file = read(upload, details, rules)) {
                Optional<Rejection> repetition = repetition(file, details, entry);
                return repetition.isPresent()
                        ? stores.imports().rejectRepetition(entry, repetition.get(), file.sha256())
                        : stage(file, rules, details, entry);
            }
        } catch (FileRejected rejected) {
            return stores.imports().reject(entry, rejected.rejection());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The chunks are staged first: they are released as soon as the history names them.
    private HistoryEntry stage(DealtFile file, Rules rules, Uploads.Details details, HistoryEntry entry) {
        List<Path> chunks = file.chunks().paths();
        String staged = stores.stagedChunks().put(entry, chunks);
        Validated validated = new Validated(file.summary(), rules.shop(), file.sha256(), staged, chunks.size());
        return details.review()
                ? stores.imports().startReviewing(entry, validated)
                : stores.imports().startImporting(entry, validated);
    }

    private Rules rules(HistoryEntry entry, Upload upload) {
        Shop shop = shop(entry, upload);
        checkAction(entry);
        return entry.origin().rules(shop.rules());
    }

    private Shop shop(HistoryEntry entry, Upload upload) {
        return stores.shops()
                .find(entry.shop())
                .orElseThrow(() -> Rejection.because(Code.SHOP_UNKNOWN,
                        "No shop is configured for \"%s\". Drop files under imports/{shop}/{action}/, or have the shop configured.",
                        upload.key()));
    }

    private static void checkAction(HistoryEntry entry) {
        if (entry.origin().knownAction().isEmpty()) {
            throw Rejection.because(Code.ACTION_UNKNOWN,
                    "There is no action \"%s\". Drop the file under imports/%s/{action}/ with one of %s.",
                    entry.origin().action(), entry.shop(), Action.names());
        }
    }

    private void checkSize(Uploads.Details details) {
        if (details.size() > limits.fileBytes()) {
            throw Rejection.because(Code.FILE_TOO_LARGE,
                    "The file has %,d bytes, the limit is %,d. Split it and drop the parts one after the other.",
                    details.size(), limits.fileBytes());
        }
    }

    /// Reads the file once; where it turns out not to be UTF-8, once more to find out what it is, and again as that.
    private DealtFile read(Upload upload, Uploads.Details details, Rules rules) throws IOException {
        FileDealer dealer = new FileDealer(rules, details.size(), limits);
        try {
            return deal(dealer, upload, Encoding.UTF_8);
        } catch (NotUtf8 otherwiseEncoded) {
            return deal(dealer, upload, guessEncoding(upload));
        }
    }

    private DealtFile deal(FileDealer dealer, Upload upload, Encoding encoding) throws IOException {
        try (InputStream bytes = stores.uploads().open(upload)) {
            return dealer.deal(bytes, encoding);
        }
    }

    private Encoding guessEncoding(Upload upload) throws IOException {
        try (InputStream bytes = stores.uploads().open(upload)) {
            return EncodingGuess.of(bytes);
        }
    }

    /// Why a file that adds points is not imported once more.
    private Optional<Rejection> repetition(DealtFile file, Uploads.Details details, HistoryEntry entry) {
        Action action = entry.origin().knownAction().orElseThrow();
        if (!action.addsPoints()) {
            return Optional.empty();
        }
        Content content = new Content(entry.shop(), action.label(), file.sha256());
        return stores.earlierUploads()
                .claim(content, entry.id(), entry.origin().startedAt(),
                        other -> details.repeat() || stores.undos().leftNothing(entry.shop(), other))
                .map(earlier -> new Rejection(Code.ALREADY_IMPORTED, alreadyImported(entry.shop(), earlier)));
    }

    /// What to do instead depends on how far the other one has come.
    private String alreadyImported(String shop, String importId) {
        return switch (stores.imports().find(shop, importId).map(HistoryEntry::status).orElse(Status.IMPORTING)) {
            case COMPLETED, REJECTED, CANCELLED, FAILED ->
                "The same file was imported within the last 7 days, by import %s. To add its points once more, upload it with the metadata repeat=yes."
                        .formatted(importId);
            case REVIEWING, READY ->
                "The same file waits to be started, as import %s. Start it by an object at requests/%s/start/%s in the uploads bucket, or cancel it by one at requests/%s/cancel/%s and drop this file again."
                        .formatted(importId, shop, importId, shop, importId);
            case VALIDATING, IMPORTING, EXPORTING ->
                "The same file is being imported by import %s. Wait for its mail; there is nothing else to do."
                        .formatted(importId);
        };
    }
}
