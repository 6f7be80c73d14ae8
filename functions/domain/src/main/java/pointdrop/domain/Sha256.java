package pointdrop.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digest by which files are told apart.
public final class Sha256 {
    private Sha256() {}

    /// An empty digest, to be fed.
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
