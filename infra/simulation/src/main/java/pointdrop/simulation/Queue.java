package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import pointdrop.emulators.Events;
import pointdrop.emulators.Template;

/// An SQS queue and the function that it calls. A message whose function failed is visible again after the visibility
/// timeout; one that was received as often as the queue allows moves to the dead-letter queue.
final class Queue {
    /// Six times the timeout of the function, as template.yaml has it.
    private static final int VISIBILITY_TIMEOUTS = 6;
    private static final Duration LONGEST_WAY = Duration.ofSeconds(1);

    private final Template.Queue declared;
    private final Agenda agenda;
    private final Choices choices;
    private final Deque<Message> visible = new ArrayDeque<>();
    private Consumer<String> deadLetters = _ -> {};
    private Optional<Trigger> consumer = Optional.empty();
    private int running;

    private record Message(String id, String body, int received) {}

    private record Trigger(Template.Function function, int concurrency, Lambda lambda) {}

    Queue(Template.Queue declared, Agenda agenda, Choices choices) {
        this.declared = declared;
        this.agenda = agenda;
        this.choices = choices;
    }

    void trigger(Template.Function function, int maximumConcurrency, Lambda lambda) {
        consumer = Optional.of(new Trigger(function, maximumConcurrency, lambda));
    }

    void giveUpTo(Consumer<String> queue) {
        deadLetters = queue;
    }

    void send(String body) {
        Message message = new Message(agenda.uniqueId(), body, 0);
        agenda.after(choices.upTo(LONGEST_WAY), () -> show(message));
    }

    private void show(Message message) {
        visible.addLast(message);
        receive();
    }

    private void receive() {
        consumer.ifPresent(by -> {
            while (running < by.concurrency() && !visible.isEmpty()) {
                deliver(by, visible.removeFirst());
            }
        });
    }

    private void deliver(Trigger by, Message before) {
        if (before.received() == declared.maxReceiveCount()) {
            deadLetters.accept(before.body());
            return;
        }
        Message message = new Message(before.id(), before.body(), before.received() + 1);
        Instant visibleAgain = agenda.now().plusSeconds((long) VISIBILITY_TIMEOUTS * by.function().timeoutSeconds());
        running++;
        String event = Events.sqs(declared.id(), message.id(), message.body(), message.received());
        by.lambda().invoke(by.function(), event, succeeded -> {
            running--;
            // The deletion of a message may fail, and a queue keeps copies: AWS delivers at least once.
            if (!succeeded || choices.fault(0.01)) {
                agenda.at(visibleAgain, () -> show(message));
            }
            receive();
        });
    }
}
