package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.Template;

class RetentionTest {
    private static final Template TEMPLATE = Template.ofProject("stack");

    private static Duration longestInvocation() {
        return Duration.ofSeconds(TEMPLATE.functions()
                .stream()
                .mapToInt(Template.Function::timeoutSeconds)
                .max()
                .orElseThrow());
    }

    @Test
    void anImportIsGivenUpBeforeCustomersForgetIt() {
        Duration oldest = Retention.IMPORTING.plus(longestInvocation()).plus(Retention.UNCERTAIN);

        assertTrue(oldest.compareTo(Retention.RECENT) < 0, oldest.toString());
    }

    @Test
    void noMessageThatWaitedInItsQueueIsGivenUpForItsAge() {
        Duration kept = Duration.ofSeconds(TEMPLATE.queues()
                .stream()
                .filter(queue -> queue.id().equals("ChunksQueue"))
                .findFirst()
                .orElseThrow()
                .retentionSeconds());

        assertTrue(kept.plusDays(1).compareTo(Retention.IMPORTING) < 0, kept.toString());
    }
}
