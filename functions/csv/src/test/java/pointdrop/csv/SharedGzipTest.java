package pointdrop.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import pointdrop.domain.RandomInput;

class SharedGzipTest {
    private static final int FILES = 3;

    /// @param text of characters up to U+00FF, one byte each
    private record Block(int file, String text) {
        byte[] bytes() {
            return text.getBytes(ISO_8859_1);
        }
    }

    /// Some are longer than every buffer once compressed, some repeat what another file has.
    private static List<Block> anyBlocks(RandomInput random) {
        return random.listOf(12, () -> new Block(random.number(0, FILES - 1), random.yesOrNo()
                ? new String(random.bytes(random.oneOf(0, 10, 70_000)), ISO_8859_1)
                : "ada@example.com,100\r\n".repeat(random.number(0, 5_000))));
    }

    @Test
    void filesThatAreWrittenSideBySideAreReadByAnyReaderOfGzip() {
        RandomInput.check(300, SharedGzipTest::anyBlocks, SharedGzipTest::assertReadBack);
    }

    private static void assertReadBack(List<Block> blocks) throws IOException {
        List<ByteArrayOutputStream> written = new ArrayList<>();
        List<ByteArrayOutputStream> expected = new ArrayList<>();
        try (SharedGzip gzip = new SharedGzip()) {
            List<OutputStream> files = new ArrayList<>();
            for (int file = 0; file < FILES; file++) {
                written.add(new ByteArrayOutputStream());
                expected.add(new ByteArrayOutputStream());
                files.add(gzip.open(written.get(file)));
            }
            for (Block block : blocks) {
                files.get(block.file()).write(block.bytes());
                expected.get(block.file()).write(block.bytes());
            }
            for (OutputStream file : files) {
                file.close();
            }
        }
        for (int file = 0; file < FILES; file++) {
            try (InputStream read = new GZIPInputStream(new ByteArrayInputStream(written.get(file).toByteArray()))) {
                assertArrayEquals(expected.get(file).toByteArray(), read.readAllBytes());
            }
        }
    }
}
