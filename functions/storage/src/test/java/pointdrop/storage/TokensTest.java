package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.FileLinks.FileLink;
import pointdrop.storage.SignIns.SignIn;

@ClassTemplate
@ExtendWith(OnBoth.class)
class TokensTest {
    private static final SignIn ANN = new SignIn("demo", new EmailAddress("ann@demo.example"));
    private static final String BROWSER = "the secret of a browser";

    private TestStores testStores;
    private Stores stores;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.testStores = new TestStores(deployment);
        this.stores = testStores.stores();
    }

    private Instant in(Duration time) {
        return Instant.ofEpochSecond(testStores.clock().instant().plus(time).getEpochSecond());
    }

    private enum Kind {
        SIGN_IN(Duration.ofMinutes(15)),
        SESSION(Duration.ofHours(12)),
        API(Duration.ofDays(1)),
        UPLOAD(Duration.ofDays(7)),
        LINK(Duration.ofDays(9));

        private final Duration lifetime;

        Kind(Duration lifetime) {
            this.lifetime = lifetime;
        }
    }

    private record Kept(Kind kind, String token) {}

    private List<Kept> oneOfEachKind() {
        return Arrays.stream(Kind.values()).map(kind -> new Kept(kind, create(kind))).toList();
    }

    private String create(Kind kind) {
        return switch (kind) {
            case SIGN_IN -> stores.signIns().create(ANN, BROWSER);
            case SESSION -> stores.sessions().create(ANN);
            case API -> stores.apiTokens().create("demo", "shop system", ApiTokens.Access.READ, kind.lifetime);
            case LINK -> stores.fileLinks()
                    .create(new FileLink("demo", "reports/demo/1/errors.csv", "errors.csv", in(kind.lifetime)));
            case UPLOAD -> {
                String id = stores.expected().newId();
                stores.expected()
                        .expect(id, new Expected.Arrival("demo", "imports/demo/enroll/" + id + "/a.csv",
                                in(Duration.ofMinutes(15)), "digest", null));
                yield id;
            }
        };
    }

    private boolean opens(String text, Kind kind) {
        return switch (kind) {
            case SIGN_IN ->
                stores.signIns().find(text).isPresent() || stores.signIns().use(text, BROWSER, "one").isPresent();
            case SESSION -> stores.sessions().find(text).isPresent();
            case API -> stores.apiTokens().use(text).isPresent();
            case LINK -> stores.fileLinks().find(text).isPresent();
            case UPLOAD -> stores.expected().find("demo", text).isPresent();
        };
    }

    @Test
    void aTokenOpensWhatItIsForAndNothingElse() {
        for (Kept kept : oneOfEachKind()) {
            for (Kind kind : Kind.values()) {
                assertEquals(kept.kind() == kind, opens(kept.token(), kind), kept.kind() + " opens " + kind);
            }
            assertEquals(kept.kind() == Kind.SIGN_IN,
                    stores.signIns().use(kept.token(), BROWSER, "invocation").isPresent());
        }
    }

    @Test
    void nothingOpensWithWhatTheTableHolds() {
        oneOfEachKind();
        assertTrue(stores.signIns().mayMail(ANN));

        for (Item item : testStores.tokenItems()) {
            for (Kind kind : Kind.values()) {
                assertFalse(opens(item.text("token"), kind), kind.toString());
            }
        }
        assertEquals(Kind.values().length + 2, testStores.tokenItems().size());
    }

    @Test
    void noTokenIsStored() {
        List<Kept> tokens = oneOfEachKind();
        tokens.forEach(kept -> opens(kept.token(), kept.kind()));
        stores.signIns().use(tokens.getFirst().token(), BROWSER, "invocation");

        String stored = testStores.tokenItems().toString();

        tokens.stream()
                // Its id is part of a key.
                .filter(kept -> kept.kind() != Kind.UPLOAD)
                .forEach(kept -> assertFalse(stored.contains(kept.token().substring(4)), kept.kind().toString()));
        assertFalse(stored.contains(BROWSER));
    }

    @Test
    void whatHasExpiredOpensNothingWhileItsItemIsStillThere() {
        Instant start = testStores.clock().instant();
        List<Kept> tokens = oneOfEachKind();
        for (Kept kept : tokens) {
            Duration passed = Duration.between(start, testStores.clock().instant());
            testStores.clock().advance(kept.kind().lifetime.minus(passed).minusSeconds(20));
            assertTrue(opens(kept.token(), kept.kind()), kept.kind().toString());
            testStores.clock().advance(Duration.ofSeconds(25));
            assertFalse(opens(kept.token(), kept.kind()), kept.kind().toString());
        }

        assertEquals(Optional.empty(), stores.signIns().use(tokens.getFirst().token(), BROWSER, "invocation"));
        assertEquals(List.of(), stores.apiTokens().list("demo"));
        assertEquals(tokens.size(), testStores.tokenItems().size());
    }

    @Test
    void aLinkOpensItsFileUntilItIsRevoked() {
        FileLink link = new FileLink("demo", "exports/demo/1.csv", "customers.csv", in(Duration.ofDays(7)));
        String token = stores.fileLinks().create(link);
        String other = stores.fileLinks().create(link);

        assertEquals(Optional.of(link), stores.fileLinks().find(token));
        stores.fileLinks().revoke(token);
        stores.fileLinks().revoke(token);

        assertEquals(Optional.empty(), stores.fileLinks().find(token));
        assertEquals(Optional.of(link), stores.fileLinks().find(other));
    }

    @Test
    void aTokenOfAnotherKindIsNotRevokedAsALink() {
        String session = stores.sessions().create(ANN);
        Optional<Sessions.Session> created = stores.sessions().find(session);

        stores.fileLinks().revoke(session);

        assertTrue(created.isPresent());
        assertEquals(created, stores.sessions().find(session));
    }

    @Test
    void aSessionThatHasEndedOpensNothing() {
        String session = stores.sessions().create(ANN);
        String other = stores.sessions().create(ANN);

        stores.sessions().end(session);
        stores.sessions().end(session);

        assertEquals(Optional.empty(), stores.sessions().find(session));
        assertTrue(stores.sessions().find(other).isPresent());
    }

    @Test
    void aTokenIsLongAndNoOther() {
        assertEquals(43, stores.sessions().create(ANN).length());
        assertEquals(1_000, Stream.generate(stores.deadline().machine()::secret)
                .limit(1_000)
                .distinct()
                .count());
    }
}
