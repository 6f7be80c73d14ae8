package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.ApiTokens.ApiToken;

@ClassTemplate
@ExtendWith(OnBoth.class)
class ApiTokensTest {
    private static final Duration LIFETIME = Duration.ofDays(30);

    private TestStores testStores;
    private ApiTokens tokens;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.testStores = new TestStores(deployment);
        this.tokens = testStores.stores().apiTokens();
    }

    private @Nullable Instant lastUse() {
        return tokens.list("demo").getFirst().lastUsedAt();
    }

    @Test
    void aTokenIsFoundWithWhatItMayDo() {
        Instant created = testStores.clock().instant();
        String token = tokens.create("demo", "shop system", Access.WRITE, LIFETIME);
        Instant expires = Instant.ofEpochSecond(created.plus(LIFETIME).getEpochSecond());

        ApiToken found = tokens.use(token).orElseThrow();

        assertEquals(new ApiToken("demo", "shop system", Access.WRITE, found.createdAt(), expires, null), found);
        assertTrue(token.matches("pdt_[A-Za-z0-9_-]{43}"), token);
    }

    @Test
    void theTokensOfAShopAreListedByName() {
        tokens.create("demo", "b", Access.READ, LIFETIME);
        tokens.create("demo", "a", Access.WRITE, LIFETIME);
        tokens.create("other", "c", Access.READ, LIFETIME);
        testStores.stores()
                .sessions()
                .create(new SignIns.SignIn("demo", new pointdrop.domain.EmailAddress("ann@demo.example")));

        assertEquals(List.of("a", "b"), tokens.list("demo").stream().map(ApiToken::name).toList());
    }

    @Test
    void whatIsRevokedOpensNothing() {
        String revoked = tokens.create("demo", "a", Access.READ, LIFETIME);
        String other = tokens.create("demo", "b", Access.READ, LIFETIME);
        String ofOtherShop = tokens.create("other", "a", Access.READ, LIFETIME);

        assertEquals(1, tokens.revoke("demo", "a"));

        assertEquals(Optional.empty(), tokens.use(revoked));
        assertTrue(tokens.use(other).isPresent());
        assertTrue(tokens.use(ofOtherShop).isPresent());
        assertEquals(0, tokens.revoke("demo", "a"));
    }

    @Test
    void theLastUseIsRecordedOnceAnHour() {
        String token = tokens.create("demo", "a", Access.READ, LIFETIME);
        assertEquals(null, lastUse());
        tokens.use(token);
        Instant first = lastUse();
        testStores.clock().advance(Duration.ofMinutes(59));
        tokens.use(token);
        assertEquals(first, lastUse());
        testStores.clock().advance(Duration.ofMinutes(2));
        tokens.use(token);

        assertTrue(Duration.between(first, lastUse()).compareTo(Duration.ofHours(1)) > 0);
    }

    @Test
    void aUseDoesNotBringARevokedTokenBack() {
        String token = tokens.create("demo", "a", Access.READ, LIFETIME);
        tokens.use(token);
        testStores.clock().advance(Duration.ofHours(2));
        tokens.revoke("demo", "a");

        tokens.use(token);

        assertEquals(List.of(), testStores.tokenItems());
    }

    @Test
    void aShopMayHaveMoreTokensThanAPageOfAnswers() {
        for (int i = 0; i < 3; i++) {
            tokens.create("demo", "x".repeat(390_000) + i, Access.READ, LIFETIME);
        }

        assertEquals(3, tokens.list("demo").size());
    }
}
