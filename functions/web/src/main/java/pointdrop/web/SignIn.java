package pointdrop.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Shop;
import pointdrop.storage.Deadline;
import pointdrop.storage.Sessions;
import pointdrop.storage.SignIns;
import pointdrop.web.Refused.Code;

/// Signs operators in by a link in a mail, in the browser that asked for it.
record SignIn(Web web) {
    /// Every answer takes as long at least, so that its time does not tell whether a mail was sent.
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final int LONGEST = 320;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    /// The answer is the same whoever asks for whomever.
    Answer ask(Call call) {
        call.requireJson();
        if (call.header("origin").isPresent()) {
            web.webUrl().requireOwnPage(call);
        }
        Fields fields = call.fields();
        String shop = fields.requiredText("shop", LONGEST);
        String email = fields.requiredText("email", LONGEST);
        Instant answerAt = web.stores().deadline().now().plus(LEAST);
        // A second mail must not make the link in the first one useless.
        String browser = call.cookie(web.webUrl().browserCookie())
                .filter(known -> SECRET.matcher(known).matches())
                .orElseGet(() -> web.stores().deadline().machine().secret());
        operator(shop, email).ifPresent(signIn -> tryMail(signIn, browser));
        awaitTime(answerAt);
        return Answer.empty(202)
                .withCookie(web.webUrl().setCookie(web.webUrl().browserCookie(), browser, SignIns.LIFETIME));
    }

    private Optional<SignIns.SignIn> operator(String shop, String email) {
        return EmailAddress.parse(email)
                .filter(address -> Shop.isId(shop)
                        && web.stores().shops().find(shop).filter(known -> known.isOperator(address)).isPresent())
                .map(address -> new SignIns.SignIn(shop, address));
    }

    /// Where mails cannot be sent, an error would tell who is an operator.
    private void tryMail(SignIns.SignIn signIn, String browser) {
        try {
            mail(signIn, browser);
        } catch (RuntimeException failed) {
            web.log().error("The link to sign in was not mailed", failed);
        }
    }

    private void mail(SignIns.SignIn signIn, String browser) {
        SignIns signIns = web.stores().signIns();
        if (signIns.mayMail(signIn)) {
            String token = signIns.create(signIn, browser);
            web.services()
                    .signInMailer()
                    .send(signIn.shop(), signIn.email().value(), web.webUrl().of("/sign-in/" + token));
        }
    }

    private void awaitTime(Instant time) {
        Deadline deadline = web.stores().deadline();
        try {
            while (deadline.now().isBefore(time)) {
                deadline.machine().pause(Duration.between(deadline.now(), time).plusMillis(1));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    Answer show(Call call) {
        SignIns.SignIn signIn = web.stores().signIns().find(call.part("token")).orElseThrow(SignIn::gone);
        return Answer.html(200, web.pages()
                .framed("sign-in.html", Map.of("shop", signIn.shop(), "email", signIn.email().value())));
    }

    Answer confirm(Call call) {
        web.webUrl().requireOwnForm(call);
        String token = call.part("token");
        SignIns signIns = web.stores().signIns();
        SignIns.SignIn signedIn = call.cookie(web.webUrl().browserCookie())
                .flatMap(browser -> signIns.use(token, browser, call.requestId()))
                .orElseThrow(() -> signIns.find(token).isPresent() ? new Refused(Code.BROWSER_WRONG, null) : gone());
        String session = web.stores().sessions().create(signedIn);
        return Answer.empty(303)
                .with("location", "/shops/" + signedIn.shop() + "/import")
                .withCookie(web.webUrl().setCookie(web.webUrl().sessionCookie(), session, Sessions.LIFETIME))
                .withCookie(web.webUrl().clearCookie(web.webUrl().browserCookie()));
    }

    private static Refused gone() {
        return new Refused(Code.GONE, null);
    }
}
