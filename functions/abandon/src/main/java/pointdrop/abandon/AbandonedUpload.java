package pointdrop.abandon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import pointdrop.closing.ChunkClosing;
import pointdrop.csv.ChunkDealer;
import pointdrop.csv.Encoding;
import pointdrop.csv.MerchantFile;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.HistoryEntry;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowReader;
import pointdrop.domain.Shop;
import pointdrop.domain.Status;
import pointdrop.domain.Summary;
import pointdrop.mail.Notifier;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.DataBucket;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;
import pointdrop.storage.Summaries;
import pointdrop.storage.Upload;
import pointdrop.storage.Uploads;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Closes an upload whose validation or export failed for good.
final class AbandonedUpload {
    private final Uploads uploads;
    private final ImportsTable imports;
    private final ShopsTable shops;
    private final DataBucket data;
    private final Summaries summaries;
    private final Notifier notifier;
    private final ChunkClosing closing;
    private final Clock clock;

    AbandonedUpload(Stores stores, Notifier notifier, ChunkClosing closing, Clock clock) {
        this.uploads = stores.uploads();
        this.imports = stores.imports();
        this.shops = stores.shops();
        this.data = stores.data();
        this.summaries = stores.summaries();
        this.notifier = notifier;
        this.closing = closing;
        this.clock = clock;
    }

    /// Safe to repeat.
    void close(Upload upload) {
        HistoryEntry entry = imports.begin(begun(upload));
        if (!entry.status().closed() && entry.status() != Status.IMPORTING) {
            entry = imports.fail(entry, new Rejection(Rejection.Code.NOT_PROCESSED,
                    "It could not be processed, for a reason that is not in it. Nothing was changed. Drop it in again."),
                    clock.instant());
        }
        if (entry.status() == Status.IMPORTING) {
            closeUnreleased(entry, upload);
        } else {
            tell(entry);
        }
    }

    private HistoryEntry begun(Upload upload) {
        return upload.isExport()
                ? HistoryEntry.beginExport(upload.shop(), upload.id(), upload.file(), null, upload.eventTime())
                : HistoryEntry.begin(upload.shop(), upload.id(), upload.action(), upload.file(),
                        notifyAddress(upload).orElse(null), upload.eventTime());
    }

    /// What kept the validation from reading the upload may still be so.
    private Optional<String> notifyAddress(Upload upload) {
        try {
            return uploads.details(upload).notifyAddress();
        } catch (S3Exception unreadable) {
            return Optional.empty();
        }
    }

    private void tell(HistoryEntry entry) {
        if (entry.kind() == HistoryEntry.Kind.IMPORT) {
            summaries.publish(entry);
        }
        notifier.tell(entry);
    }

    /// Chunks that were released are on their way; the rows of the others are taken from the upload.
    private void closeUnreleased(HistoryEntry entry, Upload upload) {
        List<Integer> unreleased = entry.pendingChunks()
                .stream()
                .filter(number -> !data.hasChunk(chunk(entry, number)))
                .sorted()
                .toList();
        if (unreleased.isEmpty()) {
            closing.finishIfDone(entry);
            return;
        }
        try (ScratchFolder folder = new ScratchFolder()) {
            ChunkDealer dealt = deal(entry, upload, unreleased, folder);
            for (int number : unreleased) {
                closing.close(chunk(entry, number), () -> Files.newInputStream(dealt.path(number)), new AppliedRows());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ChunkDealer deal(HistoryEntry entry, Upload upload, List<Integer> wanted, ScratchFolder folder)
            throws IOException {
        Shop shop = shops.find(entry.shop()).orElseThrow();
        Action action = Action.named(entry.action()).orElseThrow();
        try (InputStream bytes = uploads.open(upload); MerchantFile file = MerchantFile.open(bytes, encoding(entry))) {
            RowReader reader = new RowReader(Columns.of(action, file.header()), shop, entry.day());
            try (ChunkDealer dealer = new ChunkDealer(folder, file.header(), entry.chunks(), wanted)) {
                file.forEachRow((number, cells) -> dealer.deal(reader.read(number, cells), cells));
                return dealer;
            }
        }
    }

    /// As the validation found it.
    private static Encoding encoding(HistoryEntry entry) {
        Summary summary = entry.summary();
        boolean windows = summary != null && summary.encoding().equals(Encoding.WINDOWS_1252.label());
        return windows ? Encoding.WINDOWS_1252 : Encoding.UTF_8;
    }

    private static ChunkRef chunk(HistoryEntry entry, int number) {
        return new ChunkRef(entry.shop(), entry.id(), number);
    }
}
