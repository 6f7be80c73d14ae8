package pointdrop.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import pointdrop.csv.ChunkFiles;
import pointdrop.csv.Encoding;
import pointdrop.csv.MerchantFile;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Rejection;
import pointdrop.domain.RowReader;
import pointdrop.mail.Notifier;
import pointdrop.mail.Services;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;
import pointdrop.storage.Uploads;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Closes an upload whose validation or export failed for good.
final class AbandonedUpload {
    private final Stores stores;
    private final Notifier notifier;
    private final ChunkImport chunkImport;

    AbandonedUpload(Services services, ChunkImport chunkImport) {
        this.stores = services.stores();
        this.notifier = services.notifier();
        this.chunkImport = chunkImport;
    }

    /// Closes the import or export of an upload that was given up. Safe to repeat.
    void close(Upload upload) {
        Optional<Uploads.Details> details = Optional.empty();
        try {
            details = stores.arrivals().find(upload);
            if (details.isEmpty()) {
                return;
            }
        } catch (S3Exception unreadable) {
            // It is told to the shop's contact.
        }
        HistoryEntry entry = stores.imports()
                .begin(Origin.of(upload, details.flatMap(Uploads.Details::notifyAddress),
                        details.flatMap(Uploads.Details::note)));
        if (!entry.status().closed() && entry.status() != Status.IMPORTING) {
            entry = stores.imports()
                    .fail(entry, new Rejection(Rejection.Code.NOT_PROCESSED,
                            "It could not be processed because of a technical problem. Nothing was changed. Drop it in again."));
        }
        if (entry.status() == Status.IMPORTING) {
            closeUnreleased(entry, upload);
        } else {
            tell(entry);
        }
    }

    private void tell(HistoryEntry entry) {
        if (entry.origin().kind() == HistoryEntry.Kind.IMPORT) {
            stores.summaries().publish(entry);
        }
        notifier.tell(entry);
    }

    /// Released chunks reach `import` through the queue. The others are dealt again from the upload and closed here.
    private void closeUnreleased(HistoryEntry entry, Upload upload) {
        List<ChunkRef> unreleased = entry.pendingChunks()
                .stream()
                .filter(chunk -> !stores.data().hasChunk(chunk))
                .toList();
        if (unreleased.isEmpty()) {
            chunkImport.endIfDone(entry);
            return;
        }
        try (ScratchFiles files = new ScratchFiles()) {
            ChunkFiles dealt = deal(entry, upload, unreleased, files);
            unreleased.forEach(chunk -> chunkImport.abandon(chunk, () -> dealt.open(chunk.number())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ChunkFiles deal(HistoryEntry entry, Upload upload, List<ChunkRef> wanted, ScratchFiles files)
            throws IOException {
        try (InputStream bytes = stores.uploads().open(upload);
                MerchantFile file = MerchantFile.open(bytes, Encoding.labelled(entry.summary().encoding()),
                        entry.rules().action())) {
            RowReader reader = entry.rules().reader(file.header());
            try (ChunkFiles chunks = new ChunkFiles(files, file.header(), entry.progress().chunks(),
                    wanted.stream().map(ChunkRef::number).toList())) {
                file.forEachRow((number, cells) -> chunks.deal(reader.read(number, cells), cells));
                return chunks;
            }
        }
    }

}
