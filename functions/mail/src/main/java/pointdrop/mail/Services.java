package pointdrop.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import pointdrop.storage.Clients;
import pointdrop.storage.Environment;
import pointdrop.storage.Log;
import pointdrop.storage.Metric;
import pointdrop.storage.Stores;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.ses.SesClient;

/// What a stage works with: the buckets, tables and mails of one deployment.
public record Services(Stores stores, Links links, Outbox outbox) {

    /// With clients made from the environment; once, when a function starts.
    ///
    /// @param environment the variables that template.yaml sets
    public static Services of(Map<String, String> environment) {
        return of(environment, Services::print);
    }

    /// @param lines takes each line of the functions' log, without its end; called by any thread
    public static Services of(Map<String, String> environment, Consumer<String> lines) {
        return of(Stores.of(new Environment(environment)).logging(lines), Clients.of(SesClient.builder()));
    }

    /// By one write, so that no other thread's line gets into it.
    private static void print(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    /// Reads `POINTDROP_SENDER` and `POINTDROP_CONFIGURATION_SET`.
    public static Services of(Stores stores, SesClient ses) {
        AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        return new Services(stores, new Links(Clients.presigner(credentials, stores.s3()), credentials,
                stores.deadline().machine()),
                new Outbox(ses, stores.environment().required("POINTDROP_SENDER"),
                        stores.environment().optional("POINTDROP_CONFIGURATION_SET")));
    }

    /// `POINTDROP_WEB_URL`: where the page is; nothing where it is not deployed.
    public static Optional<String> webUrl(Environment environment) {
        return environment.optional("POINTDROP_WEB_URL");
    }

    /// Runs one invocation, whose calls end before the platform stops it. Where it fails, the log says why, and the platform is told no more than
    /// that it has: it would write the messages of all causes into the log, too.
    ///
    /// @throws FailureLogged for every other exception
    public void invoke(Context context, Consumer<Services> invocation) {
        forInvocation(context).run(invocation);
    }

    /// A part of an invocation, about one entry of the history. Its lines say what it is about, also where it fails, and what it consumes is metered
    /// apart. An error of the machine goes on to the runtime, which starts
    /// anew, but does not know the import.
    public void about(UnaryOperator<Log> subject, Consumer<Services> part) {
        Services own = new Services(stores.forPart(subject.apply(log())), links, outbox);
        try {
            own.run(part);
        } catch (VirtualMachineError | LinkageError broken) {
            own.log().error("The invocation failed", broken);
            throw broken;
        }
    }

    public Services logging(Log other) {
        return new Services(stores.logging(other), links, outbox);
    }

    private void run(Consumer<Services> work) {
        try {
            work.accept(this);
            tellThrottling();
        } catch (FailureLogged failed) {
            throw failed;
        } catch (RuntimeException failed) {
            tellThrottling();
            log().error("The invocation failed", failed);
            throw new FailureLogged(failed);
        }
    }

    /// What no chunk has told.
    public void tellThrottling() {
        long calls = stores.deadline().throttled().sumThenReset();
        if (calls > 0) {
            log().counting(Metric.THROTTLED_CALLS, calls).info("AWS asked to call later");
        }
    }

    /// The same for one invocation.
    public Services forInvocation(Context context) {
        Log own = log().with("function", context.getFunctionName()).with("requestId", context.getAwsRequestId());
        return new Services(stores.forInvocation(context.getRemainingTimeInMillis(), own), links, outbox);
    }

    public Log log() {
        return stores.log();
    }

    public Notifier notifier() {
        return new Notifier(stores, links, outbox);
    }

    public SignInMailer signInMailer() {
        return new SignInMailer(stores.deadline(), outbox, log().with("mail", "sign-in"));
    }
}
