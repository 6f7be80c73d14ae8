package pointdrop.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// The id of one import, such as `20261123T234205Z-2a6c41d07a`. It sorts by time, and a redelivered event gives the same id.
/// The first three digits after the dash are the milliseconds, so that imports of the same second sort by time too; the
/// other digits are a hash.
public final class ImportId {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int HASH_DIGITS = 7;
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{10}");

    private ImportId() {}

    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /// @param eventTime when the object was put, as the event says
    public static String of(String bucket, String key, String versionId, Instant eventTime) {
        String identity = String.join("\n", bucket, key, versionId, Long.toString(eventTime.toEpochMilli()));
        MessageDigest sha256 = Sha256.begin();
        sha256.update(identity.getBytes(UTF_8));
        return String.format(Locale.ROOT, "%s-%03x%s", TIME.format(eventTime), eventTime.toEpochMilli() % 1000,
                Sha256.hex(sha256).substring(0, HASH_DIGITS));
    }
}
