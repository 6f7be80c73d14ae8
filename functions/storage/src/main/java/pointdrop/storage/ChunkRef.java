package pointdrop.storage;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pointdrop.domain.ImportId;
import pointdrop.domain.Shop;

/// Names one chunk of an import in one of its passes.
///
/// @param number from 0
public record ChunkRef(Stage stage, String shop, String importId, int number) {
    private static final Pattern KEY = Pattern.compile(
            "(?<folder>[^/]+)/(?<shop>[^/]+)/(?<id>[^/]+)/(?<number>\\d{1,3})\\.csv\\.gz");

    /// @param key decoded
    /// @throws NotAnEvent for a key that is not a chunk's
    public static ChunkRef parse(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || !Shop.isId(matcher.group("shop")) || !ImportId.isId(matcher.group("id"))) {
            throw notAChunk(key);
        }
        Stage stage = Arrays.stream(Stage.values())
                .filter(known -> known.folder().equals(matcher.group("folder")))
                .findFirst()
                .orElseThrow(() -> notAChunk(key));
        return new ChunkRef(stage, matcher.group("shop"), matcher.group("id"),
                Integer.parseInt(matcher.group("number")));
    }

    private static NotAnEvent notAChunk(String key) {
        return new NotAnEvent("Not the key of a chunk: " + key, null);
    }

    String chunkKey() {
        return key(stage.folder());
    }

    public String outcomesKey() {
        return key(stage.outcomes());
    }

    private String key(String folder) {
        return String.format(Locale.ROOT, "%s/%s/%s/%d.csv.gz", folder, shop, importId, number);
    }
}
