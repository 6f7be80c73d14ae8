package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.emulators.memory.SentMails.Mail;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.ses.model.SesException;

/// Signing in by mail.
@ExtendWith(InMemory.class)
class SignInTest {
    private static final Pattern LINK = Pattern.compile("(https?://[^/\\s]+)(/sign-in/[A-Za-z0-9_-]{43})\\s");

    private TestWeb web;
    private MemoryAws aws;

    @BeforeEach
    void deploy(Deployment deployment, MemoryAws aws) {
        this.aws = aws;
        this.web = new TestWeb(deployment);
        startOfHour();
    }

    /// Mails are counted by the hour.
    private void startOfHour() {
        Instant now = web.clock().instant();
        web.clock().advance(Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
    }

    private static Ask ask(String shop, String email) {
        return Ask.post("/api/v1/sign-in").json("{\"shop\":\"%s\",\"email\":\"%s\"}".formatted(shop, email));
    }

    private Ask ask() {
        return ask("demo", web.deployment().contact());
    }

    private List<Mail> mails() {
        return aws.mails().all();
    }

    private static Matcher link(Mail mail) {
        Matcher link = LINK.matcher(mail.text() + "\n");
        assertTrue(link.find(), mail.text());
        return link;
    }

    /// A browser that has asked for a sign-in.
    ///
    /// @param path of the link in its mail
    private record Asked(String browser, String path) {

        Ask press() {
            return Ask.post(path)
                    .cookie(browser)
                    .with("Origin", "null")
                    .with("Sec-Fetch-Site", "same-origin")
                    .with("Content-Type", "application/x-www-form-urlencoded");
        }
    }

    private Asked asked() {
        return asked(ask());
    }

    private Asked asked(Ask ask) {
        Reply reply = web.send(ask);
        return new Asked(reply.cookie(TestWeb.BROWSER).orElseThrow(), link(mails().getLast()).group(2));
    }

    @Test
    void theButtonBehindTheLinkSignsIn() {
        Asked asked = asked();
        Reply page = web.send(Ask.get(asked.path()));
        assertEquals(200, page.status());
        assertTrue(page.body().contains(web.deployment().contact()), page.body());
        assertEquals(List.of(), page.cookies());

        Reply signedIn = web.send(asked.press());

        assertEquals("303 /shops/demo/import", signedIn.status() + " " + signedIn.header("location"));
        String session = signedIn.cookie(TestWeb.SESSION).orElseThrow();
        Reply who = web.send(Ask.get("/api/v1/session").cookie(session));
        assertEquals(web.deployment().contact() + " write", who.text("by") + " " + who.text("access"));
        assertEquals(List.of("demo"), who.list("shops").stream().map(shop -> shop.get("shop")).toList());
    }

    @Test
    void cookiesAreForThisHostAndNoScript() {
        Reply reply = web.send(ask());
        Reply signedIn = web.send(asked().press());

        String attributes = "[A-Za-z0-9_-]{43}; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax; Secure";
        assertTrue(reply.cookies().getFirst().matches("__Host-browser=" + attributes.formatted(900)), reply.toString());
        assertTrue(signedIn.cookies().getFirst().matches("__Host-session=" + attributes.formatted(43_200)),
                signedIn.toString());
        assertEquals("__Host-browser=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure",
                signedIn.cookies().getLast());
    }

    @Test
    void onPlainHttpCookiesHaveNoPrefixThatBrowsersWouldRefuse() {
        this.web = new TestWeb(web.deployment(), aws, "http://127.0.0.1:8080");

        Reply reply = web.send(ask());

        assertTrue(
                reply.cookies()
                        .getFirst()
                        .matches("browser=[A-Za-z0-9_-]{43}; Max-Age=900; Path=/; HttpOnly; SameSite=Lax"),
                reply.toString());
        assertEquals("http://127.0.0.1:8080", link(mails().getLast()).group(1));
    }

    @Test
    void theAnswerIsTheSameForWhoeverAsks() {
        web.putShop("other",
                Map.of("operators", AttributeValue.fromL(List.of(AttributeValue.fromS("ann@other.example")))));
        List<Ask> asks = List.of(ask(), ask("demo", "stranger@demo.example"), ask("nowhere", "a@a.example"),
                ask("NO SHOP", "a@a.example"),
                ask("demo", "no address"), ask("demo", ""), ask("", ""), ask("other", "owner@other.example"),
                ask("other", "ann@other.example"));
        List<String> answers = new ArrayList<>();
        for (Ask ask : asks) {
            Instant before = web.clock().instant();
            Reply reply = web.send(ask);
            assertTrue(Duration.between(before, web.clock().instant()).toMillis() >= 1_000, ask.toString());
            answers.add(reply.status() + reply.headers().toString() + reply.body()
                    + reply.cookies().getFirst().replaceFirst("=[A-Za-z0-9_-]{43};", "=...;"));
        }

        assertEquals(1, answers.stream().distinct().count(), answers.toString());
        assertEquals(List.of(web.deployment().contact(), "ann@other.example"), mails().stream().map(Mail::to).toList());
    }

    @Test
    void theAnswerIsTheSameWhenMailsCannotBeSent() {
        MemoryAws broken = aws.heardBy(new CallListener() {
            @Override
            public void before(Call call) {
                if (call.operation().equals("SendEmail")) {
                    throw SesException.builder()
                            .message("Sending paused for " + web.deployment().contact())
                            .statusCode(400)
                            .build();
                }
            }
        });
        this.web = new TestWeb(web.deployment(), broken, TestWeb.URL);

        Reply reply = web.sendToBroken(ask());

        assertEquals(202, reply.status());
        assertEquals(1, reply.cookies().size());
        assertEquals(1, web.log().ofLevel("ERROR").size());
    }

    @Test
    void noHeaderDecidesWhereTheLinkLeads() {
        web.send(ask().with("Host", "evil.example")
                .with("X-Forwarded-Host", "evil.example")
                .with("X-Forwarded-Proto", "http")
                .with("Forwarded", "host=evil.example")
                .with("Referer", "https://evil.example/"));

        assertEquals(TestWeb.URL, link(mails().getLast()).group(1));
        assertFalse(mails().getLast().html().contains("evil"), mails().getLast().html());
    }

    @Test
    void anotherPageCannotAsk() {
        assertEquals("403 ORIGIN_WRONG", web.send(ask().with("Origin", "https://evil.example")).problem());
        assertEquals("403 ORIGIN_WRONG", web.send(ask().with("Origin", "null")).problem());
        assertEquals("400 REQUEST_INVALID",
                web.send(Ask.post("/api/v1/sign-in").body("{}").with("Content-Type", "text/plain")).problem());
        assertEquals("400 REQUEST_INVALID",
                web.send(Ask.post("/api/v1/sign-in").json("{\"shop\":\"demo\"}")).problem());
        assertEquals(202, web.send(ask().with("Origin", TestWeb.URL)).status());
        assertEquals(1, mails().size());
    }

    @Test
    void eachLineOfACallNamesItAndWhatWasThrottledIsCounted() {
        int[] throttled = {1};
        this.web = new TestWeb(web.deployment(), aws.heardBy(new CallListener() {
            @Override
            public void before(Call call) {
                if (call.operation().equals("GetItem") && throttled[0]-- > 0) {
                    throw ProvisionedThroughputExceededException.builder()
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("ProvisionedThroughputExceededException")
                                    .build())
                            .build();
                }
            }
        }), TestWeb.URL);

        assertEquals(202, web.send(ask()).status());

        assertEquals(1, web.log().sum("ThrottledCalls"));
        assertEquals(Set.of("The mail is sent", "A call is answered", "AWS asked to call later"), web.log()
                .all()
                .stream()
                .filter(line -> line.containsKey("apiRequestId"))
                .map(line -> line.get("message"))
                .collect(Collectors.toSet()));
    }

    @Test
    void aLinkWorksOnce() {
        Asked asked = asked();
        web.send(asked.press());

        assertEquals("410", web.send(asked.press()).problem());
        assertEquals("410", web.send(Ask.get(asked.path())).problem());
    }

    @Test
    void ofTwoThatPressAtOnceOneIsSignedIn() throws Exception {
        Asked asked = asked();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> press = () -> web.send(asked.press()).status();
            for (Future<Integer> status : threads
                    .invokeAll(List.of(press, press, press, press, press, press, press, press))) {
                statuses.add(status.get());
            }
        }

        assertEquals(List.of(303), statuses.stream().filter(status -> status != 410).toList());
        assertEquals(1, web.deployment()
                .items(web.deployment().tokensTable())
                .stream()
                .filter(item -> item.text("kind").equals("session"))
                .count());
    }

    @Test
    void aLinkWorksInTheBrowserThatAsked() {
        Asked asked = asked();
        Asked other = asked();
        Ask press = asked.press();

        for (Ask stranger : List.of(new Asked(other.browser(), asked.path()).press(),
                new Asked("a=b", asked.path()).press(),
                new Asked(TestWeb.BROWSER + "=", asked.path()).press())) {
            Reply reply = web.send(stranger);
            assertEquals(403, reply.status());
            assertEquals(List.of(), reply.cookies());
        }
        assertEquals(303, web.send(press).status());
    }

    @Test
    void aLinkWorksForAQuarterOfAnHour() {
        Asked asked = asked();
        Asked late = asked();
        web.clock().advance(Duration.ofMinutes(14).plusSeconds(50));
        assertEquals(303, web.send(asked.press()).status());

        web.clock().advance(Duration.ofSeconds(15));

        assertEquals("410", web.send(late.press()).problem());
        assertEquals("410", web.send(Ask.get(late.path())).problem());
    }

    @Test
    void aSecondMailDoesNotEndTheFirst() {
        Asked first = asked();
        Asked second = asked(ask().cookie(first.browser()));

        assertEquals(first.browser(), second.browser());
        assertNotEquals(first.path(), second.path());
        assertEquals(303, web.send(first.press()).status());
        assertEquals(303, web.send(second.press()).status());
    }

    @Test
    void aBrowsersSecretIsNotChosenByOthers() {
        assertNotEquals(TestWeb.BROWSER + "=known", asked(ask().cookie(TestWeb.BROWSER + "=known")).browser());
    }

    @Test
    void anotherPageCannotPressTheButton() {
        Asked asked = asked();
        Ask press = Ask.post(asked.path()).cookie(asked.browser());

        for (Ask other : List.of(press, press.with("Origin", "null"), press.with("Origin", "https://evil.example"),
                press.with("Origin", "null").with("Sec-Fetch-Site", "cross-site"),
                press.with("Origin", "null").with("Sec-Fetch-Site", "same-site"),
                press.with("Origin", "https://evil.example").with("Sec-Fetch-Site", "same-origin"))) {
            assertEquals(403, web.send(other).status(), other.toString());
        }
        assertEquals(303, web.send(press.with("Origin", TestWeb.URL)).status());
    }

    @Test
    void inAnHourFiveMailsGoToAnAddressAndTwentyToAShop() {
        web.putShop("other", Map.of("operators", AttributeValue.fromL(IntStream.range(0, 6)
                .mapToObj(number -> AttributeValue.fromS("a" + number + "@other.example"))
                .toList())));
        for (int number = 0; number < 7; number++) {
            web.send(ask());
        }
        assertEquals(5, mails().size());
        for (int times = 0; times < 5; times++) {
            for (int number = 0; number < 6; number++) {
                web.send(ask("other", "a" + number + "@other.example"));
            }
        }
        assertEquals(25, mails().size());

        web.clock().advance(Duration.ofHours(1));
        web.send(ask());
        assertEquals(26, mails().size());
    }

    @Test
    void aSessionEndsAfterTwelveHours() {
        String session = web.send(asked().press()).cookie(TestWeb.SESSION).orElseThrow();
        Ask ask = Ask.get("/api/v1/session").cookie(session);
        web.clock().advance(Duration.ofHours(12).minusSeconds(20));
        assertEquals(200, web.send(ask).status());

        web.clock().advance(Duration.ofSeconds(25));

        assertEquals("401 UNAUTHORIZED", web.send(ask).problem());
    }

    @Test
    void signingOutEndsTheSession() {
        String session = web.session();
        String other = web.session();

        Reply reply = web.send(Ask.delete("/api/v1/session").cookie(session).fromPage());

        assertEquals("204 [__Host-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure]",
                reply.status() + " " + reply.cookies());
        assertEquals("401 UNAUTHORIZED", web.send(Ask.get("/api/v1/session").cookie(session)).problem());
        assertEquals(200, web.send(Ask.get("/api/v1/session").cookie(other)).status());
    }

    @Test
    void aTokenEndsNoSession() {
        String session = web.session();

        web.send(Ask.delete("/api/v1/session").cookie(session).token(web.writer()));

        assertEquals(200, web.send(Ask.get("/api/v1/session").cookie(session)).status());
    }
}
