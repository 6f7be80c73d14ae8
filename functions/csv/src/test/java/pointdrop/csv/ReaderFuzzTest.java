package pointdrop.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.Counts;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Ledger;
import pointdrop.domain.Outcome;
import pointdrop.domain.Problem;
import pointdrop.domain.Row;
import pointdrop.domain.RowReader;
import pointdrop.domain.Shop;

/// Sample files, damaged in any way, are read or rejected, never worse; and never in more memory than the build gives to the
/// tests of this module, 64 MB, however long a cell or a line becomes. Runs for `pointdrop.fuzz.seconds`.
class ReaderFuzzTest {
    private static final Shop SHOP = new Shop("demo", "owner@demo.example", List.of(), List.of("Gold", "Silver"),
            false);
    private static final byte[] TELLING = "\",;\t\r\n'=\0\u00EF\u00BB\u00BF\u00FF\u00FE\u0080 ".getBytes(ISO_8859_1);
    private static final int LONGEST_RUN = 100 * 1024 * 1024;
    private static final int READS_PER_RUN = 500;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private int read;
    private int rejected;

    @Test
    void damagedFilesAreReadOrRejected() throws IOException {
        Instant end = Instant.now().plus(Duration.ofSeconds(Integer.getInteger("pointdrop.fuzz.seconds", 3)));
        List<byte[]> samples = samples();
        while (Instant.now().isBefore(end)) {
            byte[] damaged = damage(samples.get(random.nextInt(samples.size())));
            try {
                check(() -> new ByteArrayInputStream(damaged));
                if ((read + rejected) % READS_PER_RUN == 0) {
                    check(() -> withRun(damaged));
                }
            } catch (RuntimeException | AssertionError worse) {
                throw new AssertionError("Seed " + seed + ", file " + Arrays.toString(damaged), worse);
            }
        }
        System.out.printf("Fuzzing: %d files read, %d rejected%n", read, rejected);
        assertTrue(read > 0 && rejected > 0);
    }

    private static List<byte[]> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("pointdrop.home", "."), "events/files"))) {
            List<byte[]> samples = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
                samples.add(Files.readAllBytes(file));
            }
            assertFalse(samples.isEmpty());
            return samples;
        }
    }

    private byte[] damage(byte[] sample) {
        byte[] bytes = sample;
        for (int times = random.nextInt(6); times > 0; times--) {
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            byte[] middle = switch (random.nextInt(4)) {
                case 0 -> new byte[0];
                case 1 -> new byte[]{TELLING[random.nextInt(TELLING.length)]};
                case 2 -> new byte[]{(byte) random.nextInt(256)};
                default -> twice(Arrays.copyOfRange(bytes, from, to));
            };
            bytes = join(Arrays.copyOf(bytes, from), middle, Arrays.copyOfRange(bytes, to, bytes.length));
        }
        return bytes;
    }

    private static byte[] twice(byte[] bytes) {
        return bytes.length < 2_000 ? join(bytes, bytes) : bytes;
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
        Arrays.stream(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /// The file with one byte repeated so often, somewhere in it, that it fits into no memory.
    private InputStream withRun(byte[] bytes) {
        Random place = new Random(bytes.length);
        int at = place.nextInt(bytes.length + 1);
        byte repeated = TELLING[place.nextInt(TELLING.length)];
        InputStream run = new Run(repeated);
        return new SequenceInputStream(new SequenceInputStream(new ByteArrayInputStream(bytes, 0, at), run),
                new ByteArrayInputStream(bytes, at, bytes.length - at));
    }

    private static final class Run extends InputStream {
        private final byte repeated;
        private int left = LONGEST_RUN;

        Run(byte repeated) {
            this.repeated = repeated;
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

    private interface Source {
        InputStream open();
    }

    private void check(Source source) throws IOException {
        try {
            try {
                count(source.open(), Encoding.UTF_8);
            } catch (NotUtf8 otherwiseEncoded) {
                count(source.open(), Encoding.WINDOWS_1252);
            }
            read++;
        } catch (FileRejected file) {
            assertTrue(file.rejection().message().endsWith("."), file.rejection().message());
            rejected++;
        }
    }

    private void count(InputStream bytes, Encoding assumed) throws IOException {
        List<Action> actions = List.of(Action.values());
        Action action = actions.get(random.nextInt(actions.size()));
        try (MerchantFile file = MerchantFile.open(bytes, assumed)) {
            RowReader reader = new RowReader(Columns.of(action, file.header()), SHOP, LocalDate.of(2026, 11, 24));
            long[] rows = {0, 0};
            file.forEachRow((number, cells) -> {
                rows[0]++;
                rows[1] += Counts.of(outcomes(action, reader.read(number, cells))).rows();
            });
            assertEquals(rows[0], rows[1]);
        }
    }

    private static List<Outcome> outcomes(Action action, Row row) {
        row.problems().forEach(problem -> assertTrue(problem.message().endsWith("."), problem.message()));
        List<Problem> problems = row.problems();
        return row.email() == null
                ? List.of(new Outcome.Failed(row.number(), problems))
                : Ledger.apply(action, SHOP, null, row.email(), List.of(row)).outcomes();
    }
}
