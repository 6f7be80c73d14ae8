package pointdrop.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digest by which files are told apart.
public final class Sha256 {
    private Sha256() {}

    /// A finished digest, in hexadecimal.
    public static String hex(MessageDigest fed) {
        return HexFormat.of().formatHex(fed.digest());
    }

    /// The digest of a text in UTF-8, in hexadecimal.
    public static String of(String text) {
        MessageDigest sha256 = begin();
        sha256.update(text.getBytes(UTF_8));
        return hex(sha256);
    }

    /// An empty digest, to be fed.
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
