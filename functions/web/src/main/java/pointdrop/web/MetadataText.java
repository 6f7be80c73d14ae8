package pointdrop.web;

import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;

/// Text as metadata of S3 carries it: in one line, as encoded words (RFC 2047) where it is not plain ASCII.
final class MetadataText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    /// What an encoded word begins with.
    private static final String ENCODED = "=?";

    private MetadataText() {}

    static String of(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        return PLAIN.matcher(line).matches() && !line.contains(ENCODED)
                ? line
                : EncoderUtil.encodeEncodedWord(line, EncoderUtil.Usage.TEXT_TOKEN);
    }
}
