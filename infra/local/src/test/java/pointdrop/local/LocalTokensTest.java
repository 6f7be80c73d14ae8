package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.ApiTokens;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.Environment;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;

@ExtendWith(InMemory.class)
class LocalTokensTest {
    @Test
    void theTokenOfAnEarlierStackEndsWithTheNextOne(Deployment deployment) {
        ApiTokens tokens = Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()),
                Machine.real()).apiTokens();
        String first = TokenCommand.ofStack(tokens);
        String second = TokenCommand.ofStack(tokens);

        assertTrue(second.matches("pdt_[A-Za-z0-9_-]{43}"), second);
        assertEquals(Optional.empty(), tokens.use(first));
        assertEquals(Optional.of(Access.WRITE), tokens.use(second).map(ApiTokens.ApiToken::access));
        assertEquals(List.of("demo"), tokens.list("demo").stream().map(ApiTokens.ApiToken::shop).toList());
    }

    @Test
    void theLinkOfASignInMailIsFoundInItsText() {
        SignInMails mails = SignInMails.of("http://127.0.0.1:8080");
        assertEquals(Optional.of("http://127.0.0.1:8080/sign-in/a-B_9"),
                mails.linkIn("Open this:\n\nhttp://127.0.0.1:8080/sign-in/a-B_9.\n"));
        assertEquals(Optional.empty(), mails.linkIn("Report: http://127.0.0.1:8080/d/abc"));
        assertEquals(Optional.empty(), mails.linkIn("http://127.0.0.1:80801/sign-in/abc"));
    }
}
