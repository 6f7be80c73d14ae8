package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.Template;

class AsynchronousCallsTest {
    private static final Template.Function VALIDATE = Template.ofProject("test")
            .functions()
            .stream()
            .filter(function -> function.id().equals("ValidateFunction"))
            .findFirst()
            .orElseThrow();

    private final List<String> delivered = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();

    /// @param failures calls that fail before one succeeds
    private void deliver(int failures) throws InterruptedException {
        LocalHttpApi.Function function = event -> {
            delivered.add(event);
            if (delivered.size() <= failures) {
                throw new InvocationFailed("It failed", null);
            }
            return "null";
        };
        new AsynchronousCalls(VALIDATE, function, Duration.ZERO, letters::add, Runnable::run)
                .deliver("{\"id\":1}");
    }

    @Test
    void anEventThatFailsIsDeliveredAgain() throws InterruptedException {
        deliver(2);
        assertEquals(3, delivered.size());
        assertEquals(List.of(), letters);
    }

    @Test
    void anEventThatFailsThreeTimesGoesToTheFailureDestinationWithWhatItWas() throws InterruptedException {
        deliver(3);
        assertEquals(3, delivered.size());
        assertEquals(1, letters.size());
        assertTrue(letters.getFirst().contains("\"requestPayload\":{\"id\":1}"), letters.toString());
        assertTrue(letters.getFirst().contains("function:ValidateFunction"), letters.toString());
    }
}
