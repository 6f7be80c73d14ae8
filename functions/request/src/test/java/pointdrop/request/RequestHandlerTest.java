package pointdrop.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Aws;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.Item;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.mail.FailureLogged;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;

/// What a request does to an import is in infra/local, where imports run.
@ExtendWith(InMemory.class)
class RequestHandlerTest {
    private static final String IMPORT = "20261123T234205Z-2a6ca51d4a";

    private Deployment deployment;
    private RequestHandler handler;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.handler = handler(deployment.aws());
    }

    private RequestHandler handler(Aws aws) {
        Stores stores = Stores.of(aws.s3(), aws.dynamoDb(), new Environment(deployment.environment()),
                Machine.real());
        return new RequestHandler(Services.of(stores.logging(deployment.log()), aws.ses()));
    }

    private void deliver(String event) {
        handler.handleRequest(Events.read(S3Event.class, event),
                new LambdaContext("RequestFunction", Duration.ofMinutes(5)));
    }

    private List<Item> decisions() {
        return deployment.items(deployment.importsTable());
    }

    @Test
    void theSampleEventIsHandled() throws Exception {
        String event = sample().replace("pointdrop-uploads-000000000000-eu-central-1", deployment.uploadsBucket());
        deliver(event);
        deliver(event);

        Item decision = decisions().getFirst();
        assertEquals(1, decisions().size());
        assertEquals("demo#requests start refused IMPORT_UNKNOWN AWS:AIDAEXAMPLE",
                String.join(" ", decision.text("shop"), decision.text("verb"), decision.text("outcome"),
                        decision.text("reason"), decision.text("by")));
        var mails = deployment.mailsTo(deployment.contact());
        assertEquals(1, mails.size());
        assertTrue(Mailbox.text(mails.getFirst()).contains("has no import " + IMPORT));
    }

    private static String sample() throws IOException {
        return Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "events/s3-request.json"));
    }

    @Test
    void aFolderAndACopyAskForNothing() {
        StoredObject request = deployment.upload("requests/demo/start/" + IMPORT, "");

        deliver(Events.copy(request));
        deliver(Events.s3(deployment.upload("requests/demo/start/", "")));

        assertEquals(List.of(), decisions());
    }

    @Test
    void aRequestSaysWhoPutItBesideThePrincipalOfAws() {
        deliver(Events.s3(deployment.upload("requests/demo/start/" + IMPORT, new byte[0],
                Map.of("by", "=?UTF-8?Q?M=C3=A4rz?="))));

        assertEquals("M\u00E4rz, " + Events.PRINCIPAL,
                decisions().getFirst().text("by") + ", " + decisions().getFirst().text("principal"));
    }

    @Test
    void aRequestThatWasDeletedBeforeItIsReadIsAnswered() {
        StoredObject request = deployment.upload("requests/demo/start/" + IMPORT, new byte[0], Map.of("by", "Ann"));
        deployment.s3()
                .deleteObject(delete -> delete.bucket(request.bucket())
                        .key(request.key())
                        .versionId(request.version()));

        deliver(Events.s3(request));

        assertEquals(Events.PRINCIPAL, decisions().getFirst().text("by"));
    }

    @Test
    void aRequestForAShopThatIsNotConfiguredIsToldToTheOperator() throws Exception {
        deliver(Events.s3(deployment.upload("requests/No Shop/start/" + IMPORT, "")));

        String operator = java.util.Objects.requireNonNull(deployment.environment().get("POINTDROP_SENDER"));
        assertEquals(1, deployment.mailsTo(operator).size());
    }

    @Test
    void anEventOfAnotherBucketIsIgnored() throws Exception {
        deliver(sample());

        assertEquals(List.of(), decisions());
        assertEquals(List.of(), deployment.mailsTo(deployment.contact()));
        assertEquals(1, deployment.log().ofLevel("WARN").size());
    }

    @Test
    void theLineOfAFailureNamesTheRequest() {
        for (Throwable broken : List.of(new IllegalStateException(), new OutOfMemoryError(),
                new NoClassDefFoundError())) {
            deployment.log().clear();
            this.handler = handler(((MemoryAws) deployment.aws()).heardBy(new CallListener() {
                @Override
                public void before(Call call) {
                    if (call.operation().equals("HeadObject")) {
                        switch (broken) {
                            case RuntimeException failed -> throw failed;
                            case Error error -> throw error;
                            default -> throw new AssertionError(broken);
                        }
                    }
                }
            }));
            StoredObject request = deployment.upload("requests/demo/start/" + IMPORT, "");

            Throwable thrown = assertThrows(Throwable.class, () -> deliver(Events.s3(request)));

            assertEquals(broken instanceof Error ? broken.getClass() : FailureLogged.class, thrown.getClass());
            assertEquals(List.of(List.of("demo", IMPORT, "start", broken.getClass().getName())), deployment.log()
                    .ofLevel("ERROR")
                    .stream()
                    .map(line -> Stream.of("shop", "importId", "verb", "exception").map(line::get).toList())
                    .toList());
        }
    }
}
