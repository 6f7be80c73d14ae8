package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses many files that are written side by side with one compressor, whose 300 KB stay in the cache of the processor. It forgets a block
/// before the next one, which may be of another file: the blocks of a file make one stream (RFC 1951, section 3.2), as those of pigz do.
final class SharedGzip implements Closeable {
    /// As RFC 1952 has it: deflated, without a name and a time, on no known system.
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    /// A last block that is empty.
    private static final byte[] END = {3, 0};
    private static final int TRAILER = 8;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final byte[] buffer = new byte[16 * 1024];

    /// Begins a file. Each array that is written to it is a block, which should be a long one.
    OutputStream open(OutputStream out) throws IOException {
        out.write(HEADER);
        return new GzipFile(out);
    }

    private void compress(byte[] block, int offset, int length, OutputStream out) throws IOException {
        deflater.reset();
        deflater.setInput(block, offset, length);
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, count);
        } while (count == buffer.length);
    }

    @Override
    public void close() {
        deflater.end();
    }

    private final class GzipFile extends OutputStream {
        private final OutputStream out;
        private final CRC32 checksum = new CRC32();
        private int size;

        GzipFile(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[]{(byte) value});
        }

        @Override
        public void write(byte[] block, int offset, int length) throws IOException {
            if (length > 0) {
                checksum.update(block, offset, length);
                size += length;
                compress(block, offset, length, out);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.write(END);
            out.write(ByteBuffer.allocate(TRAILER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) checksum.getValue())
                    .putInt(size)
                    .array());
            out.close();
        }
    }
}
