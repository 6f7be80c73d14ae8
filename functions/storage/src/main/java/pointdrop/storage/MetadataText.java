package pointdrop.storage;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Cell;

/// Metadata of an object that people write and read: `note` and `by`. Metadata is ASCII: other text stands in it as encoded words, RFC
/// 2047, and S3 itself returns it so.
public final class MetadataText {
    static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    /// Control characters and other ends of a line.
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    /// What an encoded word begins with.
    private static final String ENCODED = "=?";
    /// What stands for bytes that are not of the character set.
    private static final char REPLACEMENT = '\uFFFD';

    private MetadataText() {}

    /// @param metadata as S3 returns it; null where there is none
    /// @return at most [#LONGEST] characters in one line; nothing where none is seen
    static Optional<String> of(@Nullable String metadata) {
        if (metadata == null) {
            return Optional.empty();
        }
        String line = CONTROL.matcher(decode(metadata)).replaceAll(" ");
        return Optional.of(Cell.cut(Cell.trim(line), LONGEST)).filter(text -> !text.isEmpty());
    }

    /// @return a text as it stands in metadata: in one line, as encoded words where it is not plain ASCII
    public static String write(String text) {
        String line = UNWRITABLE.matcher(text).replaceAll(" ").strip();
        return PLAIN.matcher(line).matches() && !line.contains(ENCODED)
                ? line
                : EncoderUtil.encodeEncodedWord(line, EncoderUtil.Usage.TEXT_TOKEN);
    }

    /// Text with an encoded word that is wrong stays as it is.
    private static String decode(String metadata) {
        Wrong wrong = new Wrong();
        String decoded = DecoderUtil.decodeEncodedWords(metadata, wrong);
        return wrong.found || decoded.indexOf(REPLACEMENT) >= 0 ? metadata : decoded;
    }

    /// Remembers whether the decoder met something wrong.
    private static final class Wrong extends DecodeMonitor {
        private boolean found;

        @Override
        public boolean warn(String error, String whatItDoes) {
            found = true;
            return false;
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }
}
