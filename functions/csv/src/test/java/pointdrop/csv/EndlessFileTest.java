package pointdrop.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A file of one byte that never seems to end is read, or rejected, in no more memory than the build gives to the tests
/// of this module, 64 MB.
class EndlessFileTest {
    private static final String TELLING = "x\",;\t\r\n'=\0\u00EF\u00FF\u0080 ";
    private static final int LENGTH = 70 * 1024 * 1024;
    /// Each line end ends a record: fewer of them are slower to read, and would fill the memory if they were kept.
    private static final int LINE_ENDS = 2 * 1024 * 1024;

    /// Bytes beyond ASCII, which are read three times to find out the encoding, in one place only.
    static Stream<Arguments> runs() {
        return Stream.of("", "Email,Points\na@example.com,", "Email,Points\na@example.com,\"")
                .flatMap(start -> TELLING.chars()
                        .filter(repeated -> repeated <= 0x7F || start.endsWith(","))
                        .mapToObj(repeated -> Arguments.of(start, repeated)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void anEndlessFileIsReadOrRejectedInLittleMemory(String start, int repeated) throws IOException {
        AnyFile.assertReadOrRejected(() -> new SequenceInputStream(new ByteArrayInputStream(start.getBytes(ISO_8859_1)),
                new Run((byte) repeated)));
    }

    private static final class Run extends InputStream {
        private final byte repeated;
        private int left;

        Run(byte repeated) {
            this.repeated = repeated;
            this.left = repeated == '\n' || repeated == '\r' ? LINE_ENDS : LENGTH;
        }

        @Override
        public int read() {
            return left-- > 0 ? Byte.toUnsignedInt(repeated) : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(left, length);
            Arrays.fill(buffer, offset, offset + count, repeated);
            left -= count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
