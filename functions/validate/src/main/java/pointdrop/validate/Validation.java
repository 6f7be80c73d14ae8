package pointdrop.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import pointdrop.csv.Encoding;
import pointdrop.csv.NotUtf8;
import pointdrop.domain.Action;
import pointdrop.domain.FileRejected;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.Shop;
import pointdrop.domain.Status;
import pointdrop.mail.Notifier;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.DataBucket;
import pointdrop.storage.EarlierUploads;
import pointdrop.storage.Environment;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;
import pointdrop.storage.Summaries;
import pointdrop.storage.Upload;
import pointdrop.storage.Uploads;

/// The validation of one upload. No chunk is released before the whole file has been read: a file that turns out to be
/// broken at its last byte changes nothing.
final class Validation {
    private final Uploads uploads;
    private final ImportsTable imports;
    private final ShopsTable shops;
    private final EarlierUploads earlierUploads;
    private final DataBucket data;
    private final Summaries summaries;
    private final Notifier notifier;
    private final Clock clock;
    private final Limits limits;

    /// @param fileBytes of the largest file
    /// @param rowsPerChunk about how many rows a chunk is to have
    record Limits(long fileBytes, long rowsPerChunk) {
        /// Reads `POINTDROP_SIZE_LIMIT`, in bytes, and `POINTDROP_CHUNK_ROWS`.
        static Limits of(Environment environment) {
            return new Limits(environment.requiredNumber("POINTDROP_SIZE_LIMIT"),
                    environment.requiredNumber("POINTDROP_CHUNK_ROWS"));
        }
    }

    Validation(Stores stores, Notifier notifier, Clock clock, Limits limits) {
        this.uploads = stores.uploads();
        this.imports = stores.imports();
        this.shops = stores.shops();
        this.earlierUploads = stores.earlierUploads();
        this.data = stores.data();
        this.summaries = stores.summaries();
        this.notifier = notifier;
        this.clock = clock;
        this.limits = limits;
    }

    /// Safe to repeat: a delivery does what an earlier one left undone.
    void run(Upload upload) {
        if (upload.isFolder()) {
            return;
        }
        Uploads.Details details = uploads.details(upload);
        HistoryEntry record = imports.begin(HistoryEntry.begin(upload.shop(), upload.id(), upload.action(),
                upload.file(), details.notifyAddress().orElse(null), upload.eventTime()));
        if (!record.status().closed() && !isReleased(record)) {
            record = validate(upload, details, record);
        }
        if (record.status().closed()) {
            summaries.publish(record);
            notifier.tell(record);
        }
    }

    private boolean isReleased(HistoryEntry record) {
        return record.status() == Status.IMPORTING && chunks(record).stream().allMatch(data::hasChunk);
    }

    private HistoryEntry validate(Upload upload, Uploads.Details details, HistoryEntry record) {
        try {
            Shop shop = shop(record, upload);
            Action action = action(record);
            checkSize(details);
            try (DealtFile file = read(upload, details, record, action, shop)) {
                rejectRepetition(file, details, action, record);
                return release(file, record);
            }
        } catch (FileRejected rejected) {
            return reject(record, rejected);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HistoryEntry reject(HistoryEntry record, FileRejected rejected) {
        HistoryEntry closed = imports.reject(record, rejected.rejection(), clock.instant());
        if (closed.status() == Status.IMPORTING) {
            throw new IllegalStateException("An earlier delivery began to release this file, which cannot be "
                    + "read any more: " + rejected.getMessage(), rejected);
        }
        return closed;
    }

    private Shop shop(HistoryEntry record, Upload upload) {
        return shops.find(record.shop())
                .orElseThrow(() -> Rejection.because(Code.SHOP_UNKNOWN,
                        "No shop is configured for \"%s\". Drop files under imports/{shop}/{action}/, or have the shop configured.",
                        upload.key()));
    }

    private static Action action(HistoryEntry record) {
        return Action.named(record.action())
                .orElseThrow(() -> Rejection.because(Code.ACTION_UNKNOWN,
                        "There is no action \"%s\". Drop the file under imports/%s/{action}/ with one of %s.",
                        record.action(),
                        record.shop(), Action.names()));
    }

    private void checkSize(Uploads.Details details) {
        if (details.size() > limits.fileBytes()) {
            throw Rejection.because(Code.FILE_TOO_LARGE,
                    "The file has %,d bytes, the limit is %,d. Split it and drop the parts one after the other.",
                    details.size(), limits.fileBytes());
        }
    }

    /// Reads the file once; a second time only where it turns out not to be UTF-8.
    private DealtFile read(Upload upload, Uploads.Details details, HistoryEntry record, Action action, Shop shop)
            throws IOException {
        FileDealer dealer = new FileDealer(action, shop, record.day(),
                new ChunkPlan(limits.rowsPerChunk(), record.chunks()));
        try {
            return dealer.deal(uploads.open(upload), details.size(), Encoding.UTF_8);
        } catch (NotUtf8 otherwiseEncoded) {
            return dealer.deal(uploads.open(upload), details.size(), Encoding.WINDOWS_1252);
        }
    }

    /// Points that are added twice are the accident that the same file, dropped twice, must not cause. An import that has
    /// begun to release its chunks has passed this.
    private void rejectRepetition(DealtFile file, Uploads.Details details, Action action, HistoryEntry record) {
        if (!action.addsUp() || record.status() == Status.IMPORTING) {
            return;
        }
        Optional<String> earlier = claim(file, action, record, details.repeat());
        if (earlier.isPresent() && appliedNothing(record.shop(), earlier.get())) {
            earlier = claim(file, action, record, true);
        }
        if (earlier.isPresent()) {
            throw Rejection.because(Code.ALREADY_IMPORTED,
                    "The same file was imported within the last 7 days, by import %s. To add its points once more, "
                            + "upload it with the metadata repeat=yes.",
                    earlier.get());
        }
    }

    private Optional<String> claim(DealtFile file, Action action, HistoryEntry record, boolean repeat) {
        return earlierUploads.claim(record.shop(), action.label(), file.sha256(), record.id(), record.startedAt(),
                repeat);
    }

    /// Whether the machinery gave up on an import before it changed anything, so that its file is welcome again.
    private boolean appliedNothing(String shop, String importId) {
        return imports.find(shop, importId)
                .filter(earlier -> earlier.status() == Status.FAILED && earlier.counts().changed() == 0)
                .isPresent();
    }

    /// The chunks come last, for each is at work as soon as it is there.
    private HistoryEntry release(DealtFile file, HistoryEntry record) {
        HistoryEntry importing = imports.startImporting(record, file.summary(), file.chunks().size());
        summaries.publish(importing);
        for (ChunkRef chunk : chunks(importing)) {
            data.putChunk(chunk, file.chunks().get(chunk.number()));
        }
        return importing;
    }

    private static List<ChunkRef> chunks(HistoryEntry record) {
        return record.pendingChunks()
                .stream()
                .sorted()
                .map(number -> new ChunkRef(record.shop(), record.id(), number))
                .toList();
    }
}
