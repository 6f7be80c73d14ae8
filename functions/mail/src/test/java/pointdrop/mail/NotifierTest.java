package pointdrop.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.CallCount;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.Author;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Machine;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Stage;
import pointdrop.storage.Stores;
import pointdrop.storage.Validated;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

@ExtendWith(InMemory.class)
class NotifierTest {
    private static final Author NOBODY = new Author(null, null);
    private final TestClock clock = new TestClock();
    private final CallCount calls = new CallCount(call -> call.operation().equals("SendEmail"));
    private Deployment deployment;
    private MemoryAws aws;
    private Stores stores;
    private ImportsTable imports;
    private Notifier notifier;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.deployment = deployment;
        this.aws = aws;
        this.stores = Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()),
                Machine.withClock(clock));
        this.imports = stores.imports();
        this.notifier = Services.of(stores.logging(deployment.log()), aws.heardBy(calls).ses()).notifier();
    }

    private HistoryEntry rejected(@Nullable String notifyAddress) {
        HistoryEntry begun = imports.begin(
                new Origin(Kind.IMPORT, "demo", "1", "add-points", "f.csv", notifyAddress, clock.instant(), null,
                        NOBODY, null));
        return imports.reject(begun, new Rejection(Rejection.Code.FILE_EMPTY, "The file is empty."));
    }

    /// An import of a chunk that is reviewed.
    private HistoryEntry ready() {
        HistoryEntry begun = imports.begin(
                new Origin(Kind.IMPORT, "demo", "1", "add-points", "f.csv", null, clock.instant(), null, NOBODY, null));
        Validated validated = new Validated(new Summary(2, List.of(), 1, 1, "UTF-8", "comma", List.of()),
                new ShopRules(List.of(), false), "sha256", "staged/demo/1/x", 1);
        HistoryEntry reviewing = imports.startReviewing(begun, validated);
        return imports.becomeReady(
                stores.pendingChunks().close(reviewing.chunks(Stage.REVIEW).getFirst(), Counts.NONE).orElseThrow());
    }

    private int mails() throws Exception {
        return deployment.mailsTo(deployment.contact()).size();
    }

    @Test
    void manyInvocationsAtOnceSendOneMail() throws Exception {
        HistoryEntry closed = rejected(null);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<@Nullable Void>> tells = IntStream.range(0, 5).<Callable<@Nullable Void>>mapToObj(_ -> () -> {
                notifier.tell(closed);
                return null;
            }).toList();
            for (Future<@Nullable Void> told : threads.invokeAll(tells)) {
                told.get();
            }
        }

        assertEquals(1, mails());
        assertTrue(imports.get("demo", "1").ending().mailSent());
    }

    @Test
    void theMailThatACrashedFunctionClaimedIsSentAfterItsClaim() throws Exception {
        HistoryEntry closed = rejected(null);
        assertTrue(imports.claimMail(closed, "crashed", Notifier.CLAIM));
        clock.advance(Notifier.CLAIM.minusMillis(500));
        Instant over = clock.instant().plusMillis(400);

        notifier.tell(closed);

        assertTrue(clock.instant().isAfter(over));
        assertEquals(1, mails());
    }

    @Test
    void whatMovedAnImportOnTellsOfIt() throws Exception {
        HistoryEntry ready = ready();
        assertTrue(imports.cancel(ready,
                new Request("demo", Verb.CANCEL.label(), ready.id(), "2", clock.instant(), NOBODY)));

        notifier.tell(ready);
        assertEquals(0, mails());

        notifier.tell(imports.get("demo", "1"));
        assertEquals(1, mails());
    }

    @Test
    void theContactGetsTheMailThatSesRefusesForTheAddressThatWasAskedFor() throws Exception {
        aws.mails().refuse("gone@demo.example");

        notifier.tell(rejected("gone@demo.example"));

        assertEquals(1, mails());
        assertTrue(imports.get("demo", "1").ending().mailSent());
    }

    @Test
    void aSenderThatIsNoLongerVerifiedLosesNoMail() {
        aws.mails().refuse(java.util.Objects.requireNonNull(deployment.environment().get("POINTDROP_SENDER")));
        HistoryEntry closed = rejected(null);

        assertThrows(SesException.class, () -> notifier.tell(closed));

        assertTrue(imports.get("demo", "1").mailDue());
    }

    @Test
    void whereEveryAddressIsRefusedTheEntrySaysSoAndNothingIsTriedAgain() {
        aws.mails().refuse(deployment.contact());

        notifier.tell(rejected(null));

        HistoryEntry told = imports.get("demo", "1");
        assertEquals(new HistoryEntry.Ending(told.ending().finishedAt(), null, false, true), told.ending());
        long before = calls.sum();
        notifier.tell(told);
        notifier.tell(rejected(null));
        assertEquals(before, calls.sum());
    }

    @ParameterizedTest
    @CsvSource({"MessageRejected,true", "InvalidParameterValue,true", "Throttling,false", "ServiceUnavailable,false"})
    void onlyWhatNoOtherTryChangesIsARefusalForGood(String code, boolean forGood) {
        int[] tries = {0};
        SesClient ses = new SesClient() {
            @Override
            public SendEmailResponse sendEmail(SendEmailRequest request) {
                if (tries[0]++ == 0) {
                    throw SesException.builder()
                            .statusCode(code.equals("ServiceUnavailable") ? 503 : 400)
                            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                            .build();
                }
                return SendEmailResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };

        Services.of(stores.logging(deployment.log()), ses).notifier().tell(rejected(null));

        assertEquals(forGood ? 1 : 2, tries[0]);
        assertEquals(forGood ? 1 : 0, deployment.log().sum("MailsFailed"));
        assertEquals(code.equals("Throttling") ? 1 : 0, stores.deadline().throttled().sum());
        assertEquals(forGood, imports.get("demo", "1").ending().mailFailed());
    }

    @Test
    void anAddressThatTheShopDoesNotAllowGetsNothing() throws Exception {
        notifier.tell(rejected("thief@elsewhere.example"));

        assertEquals(0, deployment.mailsTo("thief@elsewhere.example").size());
        assertEquals(1, mails());
    }
}
