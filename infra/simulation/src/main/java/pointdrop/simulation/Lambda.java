package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.Killed;

/// Runs functions: in a new sandbox, or in one that an earlier invocation left behind in order.
final class Lambda {
    /// After the first and the second failure of an asynchronous invocation (Lambda Developer Guide, "How Lambda handles errors
    /// and retries with asynchronous invocation").
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Agenda agenda;
    private final Choices choices;
    private final Story story;
    private final Function<Template.Function, Sandbox> newSandbox;
    private final Map<String, Deque<Sandbox>> idle = new HashMap<>();
    private int invocations;

    Lambda(Agenda agenda, Choices choices, Story story, Function<Template.Function, Sandbox> newSandbox) {
        this.agenda = agenda;
        this.choices = choices;
        this.story = story;
        this.newSandbox = newSandbox;
    }

    /// @param done is told whether the function returned in order
    void invoke(Template.Function function, String event, Consumer<Boolean> done) {
        Deque<Sandbox> warm = idle.computeIfAbsent(function.id(), _ -> new ArrayDeque<>());
        Sandbox sandbox = warm.isEmpty() || choices.oneIn(4) ? newSandbox.apply(function) : warm.removeFirst();
        Instant end = agenda.now().plusSeconds(function.timeoutSeconds());
        Invocation invocation = new Invocation(agenda, function.id(), ++invocations, event, end);
        LambdaContext context = new LambdaContext(function.id(), end, agenda::now);
        story.add(agenda.now(), invocation.name(), "starts", "");
        invocation.start(() -> {
            String failure = run(sandbox, event, context, invocation);
            story.add(agenda.now(), invocation.name(), "ends", failure);
            if (!invocation.killed()) {
                warm.addLast(sandbox);
            }
            agenda.at(agenda.now(), () -> done.accept(failure.isEmpty()));
        });
    }

    /// @return why it failed; empty where it did not
    private static String run(Sandbox sandbox, String event, LambdaContext context, Invocation invocation) {
        try {
            sandbox.handle(event, context);
            return invocation.killed() ? "killed" : "";
        } catch (Killed killed) {
            return "killed";
        } catch (RuntimeException failed) {
            return failed.toString();
        }
    }

    /// Invokes a function for an event that S3 raised, again where it fails, until its retries are used up.
    ///
    /// @param failures receives the record of an event that is given up
    void invokeAsynchronously(Template.Function function, String event, Consumer<String> failures) {
        attempt(function, event, 1, failures);
    }

    private void attempt(Template.Function function, String event, int attempt, Consumer<String> failures) {
        invoke(function, event, succeeded -> {
            if (succeeded) {
                return;
            }
            if (attempt <= function.retries()) {
                agenda.after(RETRY.multipliedBy(attempt), () -> attempt(function, event, attempt + 1, failures));
            } else {
                failures.accept(Events.failure(function.id(), event, attempt, "It failed"));
            }
        });
    }
}
