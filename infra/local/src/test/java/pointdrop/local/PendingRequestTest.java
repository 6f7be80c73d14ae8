package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Rejection;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.memory.InMemory;
import pointdrop.local.PendingRequest.Answer;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A request that is put is answered once it is refused, or once what it asks for has ended.
@ExtendWith(InMemory.class)
class PendingRequestTest {
    private Deployment deployment;
    private Platform platform;
    private StackClient stackClient;
    private StoredObject upload;

    @BeforeEach
    void review(Deployment deployment) {
        this.deployment = deployment;
        this.platform = Platform.of(deployment);
        this.stackClient = new StackClient(deployment.s3(), Stores.of(deployment.s3(), deployment.dynamoDb(),
                new Environment(deployment.environment()), Machine.real()));
        this.upload = deployment.upload("imports/demo/enroll/file.csv", "Email\nada@example.com\n".getBytes(UTF_8),
                Map.of("review", "yes"));
        platform.validate(upload);
        platform.importAll("reviews/", entry());
    }

    private HistoryEntry entry() {
        return platform.history(upload);
    }

    private PendingRequest ask(Verb verb) {
        return stackClient.ask(verb, "demo", entry().id());
    }

    /// As S3 does with the object that was put.
    private void deliver(PendingRequest pending) {
        deployment.s3()
                .listObjectVersionsPaginator(request -> request.bucket(deployment.uploadsBucket()).prefix("requests/"))
                .versions()
                .stream()
                .map(version -> StoredObject.of(deployment.uploadsBucket(), version))
                .filter(put -> put.time().equals(pending.request().at())
                        && put.key().contains(pending.request().verb()))
                .forEach(platform::request);
    }

    private static Status status(PendingRequest pending) {
        Answer answer = pending.answer().orElseThrow();
        assertNull(answer.refusal());
        return Objects.requireNonNull(answer.moved()).status();
    }

    @Test
    void aStartIsAnsweredOnceTheImportHasEnded() {
        PendingRequest start = ask(Verb.START);
        assertEquals(Optional.empty(), start.answer());
        assertEquals(Optional.empty(), start.moved());

        deliver(start);
        assertEquals(Optional.empty(), start.answer());
        platform.importAll("chunks/", entry());

        assertEquals(Status.COMPLETED, status(start));
    }

    @Test
    void aRequestWhoseEffectStandsAlreadyIsAnswered() {
        deliver(ask(Verb.START));
        platform.importAll("chunks/", entry());
        PendingRequest again = ask(Verb.START);

        deliver(again);

        assertEquals(Optional.empty(), stackClient.stores().requests().find(again.request()));
        assertEquals(Status.COMPLETED, status(again));
    }

    @Test
    void aCancellationIsAnsweredOnceItIsMailed() {
        PendingRequest cancel = ask(Verb.CANCEL);
        assertEquals(Optional.empty(), cancel.answer());

        deliver(cancel);

        assertEquals(Status.CANCELLED, status(cancel));
    }

    @Test
    void aRefusalIsAnsweredWithItsReason() {
        deliver(ask(Verb.CANCEL));
        PendingRequest start = ask(Verb.START);

        deliver(start);

        Answer answer = start.answer().orElseThrow();
        assertEquals(Rejection.Code.STATUS_WRONG, Objects.requireNonNull(answer.refusal()).code());
        assertNull(answer.moved());
    }

    @Test
    void anImportThatIsNotThereIsAnswered() {
        PendingRequest start = stackClient.ask(Verb.START, "demo", "20200101T000000Z-0000000000");

        deliver(start);

        assertEquals(Rejection.Code.IMPORT_UNKNOWN,
                Objects.requireNonNull(start.answer().orElseThrow().refusal()).code());
    }

    /// Another undo continues it.
    @Test
    void anUndoIsNotAnsweredByTheOneThatHadFailedBefore() {
        HistoryEntry failed = platform.drop("imports/demo/add-points/none.csv", "Email\n".getBytes(UTF_8));
        PendingRequest undo = new PendingRequest(stackClient.stores(), ask(Verb.UNDO).request(), Verb.UNDO,
                Optional.of(failed.id()));
        undoneBy(failed.id());
        assertEquals(Optional.empty(), undo.answer());

        HistoryEntry next = platform.drop("imports/demo/add-points/other.csv", "Points\n".getBytes(UTF_8));
        undoneBy(next.id());

        assertEquals(next.id(), Objects.requireNonNull(undo.answer().orElseThrow().moved()).id());
    }

    /// There is nothing that another undo could continue.
    @Test
    void aFailedUndoThatLeftNoRowsAnswersAnotherRequest() {
        StoredObject unread = deployment.upload("imports/demo/enroll/unread.csv", "Email\nbob@example.com\n");
        platform.abandonUpload(unread);
        undoneBy(platform.history(unread).id());
        assertEquals(Status.FAILED, status(ask(Verb.UNDO)));

        StoredObject givenUp = deployment.upload("imports/demo/enroll/givenUp.csv", "Email\nbob@example.com\n");
        platform.validate(givenUp);
        platform.abandonChunk(platform.onlyChunk(givenUp));
        undoneBy(platform.history(givenUp).id());
        assertEquals(Optional.of(platform.history(givenUp).id()), ask(Verb.UNDO).failedUndo());
        assertEquals(Optional.empty(), ask(Verb.UNDO).answer());
    }

    /// As the function does that undoes imports.
    private void undoneBy(String undo) {
        deployment.dynamoDb()
                .updateItem(update -> update.tableName(deployment.importsTable())
                        .key(Map.of("shop", text("demo"), "id", text(entry().id())))
                        .updateExpression("SET undoneBy = :undo")
                        .expressionAttributeValues(Map.of(":undo", text(undo))));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
