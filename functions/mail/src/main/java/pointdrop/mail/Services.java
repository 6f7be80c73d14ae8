package pointdrop.mail;

import java.util.Map;
import java.util.Optional;
import pointdrop.storage.Clients;
import pointdrop.storage.Environment;
import pointdrop.storage.Stores;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;

/// What a stage works with: the buckets, tables and mails of one deployment.
public record Services(Stores stores, Links links, Outbox outbox) {

    /// With clients made from the environment; once, when a function starts.
    ///
    /// @param environment the variables that template.yaml sets
    public static Services of(Map<String, String> environment) {
        return of(Stores.of(new Environment(environment)), Clients.of(SesClient.builder()));
    }

    /// Reads `POINTDROP_SENDER` and `POINTDROP_CONFIGURATION_SET`.
    public static Services of(Stores stores, SesClient ses) {
        AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        S3Presigner presigner = S3Presigner.builder().credentialsProvider(credentials).s3Client(stores.s3()).build();
        return new Services(stores, new Links(presigner, credentials, stores.deadline().machine()),
                new Outbox(ses, stores.environment().required("POINTDROP_SENDER"),
                        stores.environment().optional("POINTDROP_CONFIGURATION_SET")));
    }

    /// `POINTDROP_WEB_URL`: where the page is; nothing where it is not deployed.
    public static Optional<String> webUrl(Environment environment) {
        return environment.optional("POINTDROP_WEB_URL");
    }

    /// The same for one invocation, whose calls end before the platform stops it.
    public Services forInvocation(long remainingMillis) {
        return new Services(stores.forInvocation(remainingMillis), links, outbox);
    }

    public Notifier notifier() {
        return new Notifier(stores, links, outbox);
    }

    public SignInMailer signInMailer() {
        return new SignInMailer(stores.deadline(), outbox);
    }
}
