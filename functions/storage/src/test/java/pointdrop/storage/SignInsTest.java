package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.OnBoth;
import pointdrop.storage.SignIns.SignIn;

@ClassTemplate
@ExtendWith(OnBoth.class)
class SignInsTest {
    private static final SignIn ANN = signIn("demo", "ann@demo.example");
    private static final String BROWSER = "browser";

    private TestStores testStores;
    private SignIns signIns;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.testStores = new TestStores(deployment);
        this.signIns = testStores.stores().signIns();
    }

    private static SignIn signIn(String shop, String email) {
        return new SignIn(shop, new EmailAddress(email));
    }

    @Test
    void aLinkSignsInOnce() {
        String token = signIns.create(ANN, BROWSER);

        assertEquals(Optional.of(ANN), signIns.find(token));
        assertEquals(Optional.of(ANN), signIns.use(token, BROWSER, "one"));
        assertEquals(Optional.empty(), signIns.use(token, BROWSER, "other"));
        assertEquals(Optional.empty(), signIns.find(token));
    }

    @Test
    void anInvocationMayAskAgain() {
        String token = signIns.create(ANN, BROWSER);

        assertEquals(signIns.use(token, BROWSER, "one"), signIns.use(token, BROWSER, "one"));
    }

    @Test
    void onlyTheBrowserThatAskedIsSignedIn() {
        String token = signIns.create(ANN, BROWSER);

        assertEquals(Optional.empty(), signIns.use(token, "another", "one"));
        assertEquals(Optional.of(ANN), signIns.use(token, BROWSER, "one"));
        assertEquals(Optional.empty(), signIns.use(token, "another", "one"));
    }

    @Test
    void ofManyAtOnceOneIsSignedIn() throws Exception {
        String token = signIns.create(ANN, BROWSER);
        List<Optional<SignIn>> uses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<SignIn>>> tries = IntStream.range(0, 8)
                    .<Callable<Optional<SignIn>>>mapToObj(
                            number -> () -> signIns.use(token, BROWSER, Integer.toString(number)))
                    .toList();
            for (Future<Optional<SignIn>> used : threads.invokeAll(tries)) {
                uses.add(used.get());
            }
        }

        assertEquals(List.of(ANN), uses.stream().flatMap(Optional::stream).toList());
    }

    @Test
    void anAddressGetsFiveMailsAnHour() {
        assertEquals(5, allowed(8, _ -> ANN));
        assertTrue(signIns.mayMail(signIn("demo", "bob@demo.example")));
        assertTrue(signIns.mayMail(signIn("other", "ann@demo.example")));
        toTheNextHour();
        assertEquals(5, allowed(8, _ -> ANN));
    }

    @Test
    void aShopSendsTwentyMailsAnHour() {
        assertEquals(20, allowed(25, number -> signIn("demo", number + "@demo.example")));
        assertTrue(signIns.mayMail(signIn("other", "ann@demo.example")));
        toTheNextHour();
        assertTrue(signIns.mayMail(ANN));
    }

    private long allowed(int mails, java.util.function.IntFunction<SignIn> signIn) {
        return IntStream.range(0, mails).filter(number -> signIns.mayMail(signIn.apply(number))).count();
    }

    private void toTheNextHour() {
        testStores.clock()
                .advance(Duration.between(testStores.clock().instant(),
                        testStores.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
    }
}
