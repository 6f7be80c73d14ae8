package pointdrop.mail;

import java.time.Duration;
import java.time.Instant;
import pointdrop.storage.Machine;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Makes links to objects in the data bucket.
public final class Links {
    private final S3Presigner presigner;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final String bucket;
    private final Duration lifetime;
    private final Machine machine;

    /// @param credentials those that the presigner signs with: a link expires with them
    /// @param lifetime how long links work at most
    public Links(S3Presigner presigner, IdentityProvider<? extends AwsCredentialsIdentity> credentials, String bucket,
            Duration lifetime, Machine machine) {
        this.presigner = presigner;
        this.credentials = credentials;
        this.bucket = bucket;
        this.lifetime = lifetime;
        this.machine = machine;
    }

    /// A link that saves the object under a name.
    public Link to(String key, String fileName) {
        Duration valid = lifetime();
        PresignedRequest signed = presigner.presignGetObject(request -> request.signatureDuration(valid)
                .getObjectRequest(object -> object.bucket(bucket)
                        .key(key)
                        .responseContentDisposition("attachment; filename=\"" + fileName + "\"")));
        return new Link(signed.url().toString(), signed.expiration());
    }

    private Duration lifetime() {
        Instant now = machine.now();
        return credentials.resolveIdentity()
                .join()
                .expirationTime()
                .map(expiration -> Duration.between(now, expiration))
                .filter(left -> left.compareTo(lifetime) < 0 && left.isPositive())
                .orElse(lifetime);
    }
}
