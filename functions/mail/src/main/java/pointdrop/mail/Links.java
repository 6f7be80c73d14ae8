package pointdrop.mail;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pointdrop.storage.Machine;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Signs links to objects, which open them without anything else.
///
/// @param credentials those that the presigner signs with: a link expires with them
public record Links(S3Presigner presigner, IdentityProvider<? extends AwsCredentialsIdentity> credentials,
        Machine machine) {

    /// A link that saves the object under a name. Nothing shows it as a page or keeps a copy, whatever it contains.
    ///
    /// @param versionId null for what stands under the key when the link is followed
    /// @param fileName may hold any character
    /// @param lifetime for which it works at most
    public Link signed(String bucket, String key, @Nullable String versionId, String fileName, Duration lifetime) {
        Duration valid = valid(lifetime);
        PresignedRequest signed = presigner.presignGetObject(request -> request.signatureDuration(valid)
                .getObjectRequest(object -> object.bucket(bucket)
                        .key(key)
                        .versionId(versionId)
                        .responseContentType("application/octet-stream")
                        .responseContentDisposition(Attachment.named(fileName))
                        .responseCacheControl("no-store")));
        return new Link(signed.url().toString(), signed.expiration());
    }

    private Duration valid(Duration lifetime) {
        Instant now = machine.now();
        return credentials.resolveIdentity()
                .join()
                .expirationTime()
                .map(expiration -> Duration.between(now, expiration))
                .filter(left -> left.compareTo(lifetime) < 0 && left.isPositive())
                .orElse(lifetime);
    }
}
