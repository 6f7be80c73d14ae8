package pointdrop.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pointdrop.csv.ChunkReader;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.RowReader;

/// Counts the addresses that stand in more than one row. All rows of one are in one chunk, so that only the addresses of a
/// chunk are in memory at a time.
final class RepeatedEmails {
    private RepeatedEmails() {}

    static long in(List<Path> chunks, RowReader reader) throws IOException {
        long count = 0;
        for (Path chunk : chunks) {
            count += in(chunk, reader);
        }
        return count;
    }

    private static long in(Path path, RowReader reader) throws IOException {
        Set<EmailAddress> seen = new HashSet<>();
        Set<EmailAddress> repeated = new HashSet<>();
        try (ChunkReader chunk = new ChunkReader(Files.newInputStream(path))) {
            chunk.forEachRow((number, cells) -> {
                EmailAddress email = reader.read(number, cells).email();
                if (email != null && !seen.add(email)) {
                    repeated.add(email);
                }
            });
        }
        return repeated.size();
    }
}
