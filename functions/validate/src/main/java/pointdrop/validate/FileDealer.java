package pointdrop.validate;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import pointdrop.csv.Encoding;
import pointdrop.csv.MerchantFile;
import pointdrop.csv.NotUtf8;
import pointdrop.csv.ScratchFolder;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.RowReader;
import pointdrop.domain.Shop;
import pointdrop.domain.Summary;

/// Reads a file as a stream, checks each row and deals it to its chunk.
///
/// @param today as [RowReader#today]
record FileDealer(Action action, Shop shop, LocalDate today, ChunkPlan plan) {

    /// @param size bytes
    /// @throws pointdrop.domain.FileRejected for a file that breaks a rule, wherever in it
    /// @throws NotUtf8 for a file that is not in the assumed encoding, UTF-8
    DealtFile deal(InputStream bytes, long size, Encoding assumed) throws IOException {
        MessageDigest sha256 = sha256();
        ScratchFolder folder = new ScratchFolder();
        try (MerchantFile file = MerchantFile.open(new DigestInputStream(bytes, sha256), assumed)) {
            Columns columns = Columns.of(action, file.header());
            RowReader reader = new RowReader(columns, shop, today);
            Tally tally = new Tally();
            ChunkFiles chunks = new ChunkFiles(folder, file.header(), size, plan);
            try (chunks) {
                file.forEachRow((number, cells) -> {
                    var row = reader.read(number, cells);
                    tally.count(row);
                    chunks.deal(row, cells);
                });
            }
            if (tally.rows() == 0) {
                throw Rejection.because(Code.FILE_EMPTY,
                        "The file has column names but no data rows. Add a row for each customer and drop it again.");
            }
            Summary summary = tally.summary(columns, RepeatedEmails.in(chunks.paths(), reader), file);
            return new DealtFile(summary, HexFormat.of().formatHex(sha256.digest()), chunks.paths(), folder);
        } catch (IOException | RuntimeException unsound) {
            folder.close();
            throw unsound;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
