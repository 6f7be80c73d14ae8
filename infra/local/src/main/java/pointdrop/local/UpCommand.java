package pointdrop.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pointdrop.emulators.Emulators;
import pointdrop.storage.Environment;
import pointdrop.storage.Stores;

@Command(name = "up", mixinStandardHelpOptions = true, description = "Runs the stack until Ctrl-C. Data is kept in .local/ between runs.")
final class UpCommand implements Callable<Integer> {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    @Option(names = "--fresh", description = "Delete the data of earlier runs.")
    private boolean fresh;

    @Option(names = "--s3-port", defaultValue = "9090", description = "Default: ${DEFAULT-VALUE}")
    private int s3Port;

    @Option(names = "--dynamodb-port", defaultValue = "8000", description = "Default: ${DEFAULT-VALUE}")
    private int dynamoDbPort;

    @Option(names = "--ses-port", defaultValue = "8005", description = "Default: ${DEFAULT-VALUE}")
    private int sesPort;

    @Option(names = "--lambda-port", defaultValue = "3001", description = "Default: ${DEFAULT-VALUE}")
    private int lambdaPort;

    @Option(names = "--web-port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}")
    private int webPort;

    @Override
    public Integer call() throws Exception {
        Instant start = Instant.now();
        Path data = Main.data();
        try (StackLock _ = StackLock.take(data)) {
            if (fresh) {
                Folders.deleteAllBut(data, StackLock.file(data));
            }
            return run(data, start);
        }
    }

    private int run(Path data, Instant start) throws Exception {
        EndpointsFile file = EndpointsFile.in(data);
        file.delete();
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted.countDown();
            await(stopped);
        }));
        try (LocalStack stack = new LocalStack(Main.home(), data,
                new Emulators.Ports(s3Port, dynamoDbPort, sesPort, webPort));
                InvokeEndpoint lambda = new InvokeEndpoint(lambdaPort, stack.functions(), stack.asynchronous())) {
            var variables = stack.environment();
            variables.put("AWS_ENDPOINT_URL_LAMBDA", lambda.url());
            variables.put("POINTDROP_DEMO_TOKEN",
                    TokenCommand.ofStack(Stores.of(new Environment(variables)).apiTokens()));
            stack.emulators().mailbox().onMail(SignInMails.of(LocalHttpApi.url(webPort))::print);
            file.write(variables);
            System.out.println(welcome(stack, lambda, file, Duration.between(start, Instant.now())));
            interrupted.await();
            System.out.println("Stopping.");
        } finally {
            file.delete();
            stopped.countDown();
        }
        return 0;
    }

    private static void await(CountDownLatch stopped) {
        try {
            if (!stopped.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                System.out.println("Did not stop in time; ending the process.");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static String welcome(LocalStack stack, InvokeEndpoint lambda, EndpointsFile file, Duration startUp)
            throws IOException {
        var endpoints = stack.emulators().endpoints();
        return """
                Pointdrop runs (started in %s s). Ctrl-C stops it.

                  S3         %s
                  DynamoDB   %s
                  SES        %s   mails: %s
                  Lambda     %s   functions: %s
                  Logs       %s

                The page: %s
                  Sign in with shop demo and e-mail owner@demo.example. The link is mailed to the folder above, and printed here.

                Or drop a file, in another terminal:
                  set -a; . %s; set +a
                  aws s3 cp events/demo/enroll.csv s3://$POINTDROP_UPLOADS_BUCKET/imports/demo/enroll/
                or
                  infra/local/pointdrop import demo enroll events/demo/enroll.csv
                """
                .formatted(startUp.toMillis() / 1000.0, endpoints.s3(), endpoints.dynamoDb(), endpoints.ses(),
                        stack.emulators().mailbox().folder(), lambda.url(),
                        String.join(", ", stack.functions().keySet()), Main.data().resolve("logs"),
                        stack.environment().get("POINTDROP_WEB_URL"), file.path());
    }
}
