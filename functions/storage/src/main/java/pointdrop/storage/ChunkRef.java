package pointdrop.storage;

import java.util.Locale;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names one chunk of an import.
///
/// @param number from 0
public record ChunkRef(String shop, String importId, int number) {
    private static final Pattern KEY = Pattern.compile("chunks/(?<shop>[^/]+)/(?<id>[^/]+)/(?<number>\\d+)\\.csv\\.gz");

    /// @param key decoded
    /// @throws IllegalArgumentException for a key that is not a chunk's
    public static ChunkRef parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not the key of a chunk: " + key);
        }
        return new ChunkRef(matcher.group("shop"), matcher.group("id"), Integer.parseInt(matcher.group("number")));
    }

    String chunkKey() {
        return String.format(Locale.ROOT, "chunks/%s/%s/%d.csv.gz", shop, importId, number);
    }

    String outcomesKey() {
        return String.format(Locale.ROOT, "outcomes/%s/%s/%d.csv.gz", shop, importId, number);
    }
}
