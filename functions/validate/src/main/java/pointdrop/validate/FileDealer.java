package pointdrop.validate;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pointdrop.csv.ChunkFiles;
import pointdrop.csv.Encoding;
import pointdrop.csv.MerchantFile;
import pointdrop.csv.NotUtf8;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.domain.Row;
import pointdrop.domain.RowReader;
import pointdrop.domain.Rules;
import pointdrop.domain.Sha256;
import pointdrop.domain.Summary;

/// Reads a file as a stream, checks and counts each row, and deals it to its chunk.
///
/// @param size of the file in bytes
record FileDealer(Rules rules, long size, Validation.Limits limits) {
    /// Each chunk has a block of up to 64 KiB of text in memory while the file is read.
    static final int MAX_CHUNKS = 256;
    /// Bytes of `a@b.co,1`.
    private static final int SHORTEST_ROW = 8;
    /// How many rows are read before the number of all rows is estimated from their size.
    private static final int SAMPLE_ROWS = 1_000;

    /// @param bytes which the caller closes, also where this throws
    /// @throws pointdrop.domain.FileRejected for a file that breaks a rule, wherever in it
    /// @throws NotUtf8 for a file that is not in the assumed encoding, UTF-8
    DealtFile deal(InputStream bytes, Encoding assumed) throws IOException {
        MessageDigest sha256 = Sha256.begin();
        ScratchFiles files = new ScratchFiles();
        try (MerchantFile file = MerchantFile.open(new DigestInputStream(bytes, sha256), assumed, rules.action());
                Rows rows = new Rows(file, files)) {
            ChunkFiles chunks = rows.dealAll();
            return new DealtFile(rows.summary(), Sha256.hex(sha256), chunks, files);
        } catch (IOException | RuntimeException unsound) {
            files.close();
            throw unsound;
        }
    }

    private record Sampled(Row row, List<String> cells) {}

    /// The rows of the file while they are read.
    private final class Rows implements AutoCloseable {
        private final MerchantFile file;
        private final ScratchFiles files;
        private final RowReader reader;
        private final Tally tally;
        private final List<Sampled> sample = new ArrayList<>();
        private long sampledBytes;
        private @Nullable ChunkFiles chunks;

        Rows(MerchantFile file, ScratchFiles files) {
            this.file = file;
            this.files = files;
            this.reader = rules.reader(file.header());
            this.tally = new Tally(reader.columns());
        }

        ChunkFiles dealAll() throws IOException {
            file.forEachRow((number, cells) -> {
                Row row = reader.read(number, cells);
                tally.add(row, cells);
                checkRows();
                deal(row, cells);
            });
            if (tally.rows() == 0) {
                throw Rejection.because(Code.FILE_EMPTY,
                        "The file has column names but no data rows. Add a row for each customer and drop it again.");
            }
            return chunks == null ? open(tally.rows()) : chunks;
        }

        private void checkRows() {
            if (tally.rows() > limits.fileRows()) {
                throw Rejection.because(Code.TOO_MANY_ROWS,
                        "The file has more than %,d rows, the limit. Split it and drop the parts one after the other.",
                        limits.fileRows());
            }
        }

        private void deal(Row row, List<String> cells) throws IOException {
            if (chunks != null) {
                chunks.deal(row, cells);
                return;
            }
            sample.add(new Sampled(row, cells));
            sampledBytes += cells.stream().mapToInt(cell -> cell.length() + 1).sum();
            if (sample.size() == SAMPLE_ROWS) {
                open(size * SAMPLE_ROWS / sampledBytes);
            }
        }

        /// Rows may be much shorter than those of the sample: none goes to a chunk that is too long for that.
        private long chunksFor(long estimated) {
            long mostRows = Math.min(size / SHORTEST_ROW, limits.fileRows());
            return Math.max(Math.ceilDiv(estimated, limits.rowsPerChunk()),
                    Math.ceilDiv(mostRows, ChunkFiles.MOST_ROWS / 2));
        }

        /// Decides on the number of chunks, and deals the rows that were held back until then.
        ///
        /// @param estimated about how many rows the file has
        private ChunkFiles open(long estimated) throws IOException {
            ChunkFiles opened = new ChunkFiles(files, file.header(),
                    Math.clamp(chunksFor(estimated), 1, MAX_CHUNKS));
            chunks = opened;
            for (Sampled held : sample) {
                opened.deal(held.row(), held.cells());
            }
            sample.clear();
            return opened;
        }

        Summary summary() {
            return tally.summary(file);
        }

        /// Completes the chunks.
        @Override
        public void close() throws IOException {
            if (chunks != null) {
                chunks.close();
            }
        }
    }
}
