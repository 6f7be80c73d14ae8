package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import pointdrop.emulators.Events;
import pointdrop.emulators.Template;

/// An SQS queue and the function that it calls. A message whose function failed is visible again after the visibility
/// timeout, or soon where the queue is hasty, as that of the local stack is; one that was received as often as the queue allows
/// moves to the dead-letter queue.
final class Queue {
    private static final double HASTY = 0.5;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAY = Duration.ofSeconds(1);
    /// A queue keeps copies, and the deletion of a message may be lost (SQS Developer Guide, "At-least-once delivery").
    private static final List<Double> MESSAGE_COMES_TWICE = List.of(0.0, 0.05, 0.3);
    private static final List<Double> LETTER_IS_LATE = List.of(0.0, 0.5);
    private static final Duration LATEST_LETTER = Duration.ofDays(10);
    private static final Duration LONGEST_COPY = Duration.ofDays(4);
    /// While requests of a function that was killed at its timeout may still take effect.
    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(20);

    private final Template.Queue declared;
    private final Agenda agenda;
    private final Choices choices;
    private final boolean hasty;
    private final double messageComesTwice;
    private final double letterIsLate;
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
        this.hasty = choices.fault(HASTY);
        this.letterIsLate = choices.of(LETTER_IS_LATE);
        this.messageComesTwice = choices.of(MESSAGE_COMES_TWICE);
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

    /// The dead-letter queue keeps a message for days where its function fails too. An operator may move it back meanwhile.
    private void giveUp(String body) {
        if (choices.fault(letterIsLate)) {
            Consumer<String> queue = choices.oneIn(2) ? this::send : deadLetters;
            agenda.after(choices.oneIn(2) ? choices.upTo(LATEST_LETTER) : choices.anyUpTo(LATEST_LETTER),
                    () -> queue.accept(body));
        } else {
            deadLetters.accept(body);
        }
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
            giveUp(before.body());
            return;
        }
        Message message = new Message(before.id(), before.body(), before.received() + 1);
        Instant visibleAgain = agenda.now().plusSeconds(declared.visibilityTimeoutSeconds());
        running++;
        String event = Events.sqs(declared.id(), message.id(), message.body(), message.received());
        by.lambda().invoke(by.function(), event, succeeded -> {
            running--;
            if (!succeeded) {
                agenda.at(hasty ? agenda.now().plus(choices.upTo(SOON)) : visibleAgain, () -> show(message));
            }
            receive();
        });
        if (choices.fault(messageComesTwice)) {
            agenda.at(choices.oneIn(2)
                    ? agenda.now().plus(choices.anyUpTo(LONGEST_COPY))
                    : agenda.now().plusSeconds(by.function().timeoutSeconds()).plus(choices.upTo(AFTER_TIMEOUT)),
                    () -> show(message));
        }
    }
}
