package pointdrop.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import pointdrop.emulators.Events;
import pointdrop.mail.Services;
import pointdrop.storage.Machine;

/// A started function: one handler with what it keeps in memory, and the machine under it, whose clock is a little off.
final class Sandbox {
    /// Half of what the functions allow for between two clocks.
    private static final int CLOCK_IS_OFF_MILLIS = 2_000;
    private static final int SECRET_CHARACTERS = 43;

    private final RequestHandler<Object, Object> handler;
    private final Class<?> eventType;

    /// @param handlerClass as template.yaml names it
    /// @param services makes the function's clients, given its machine
    @SuppressWarnings("unchecked")
    Sandbox(String handlerClass, Agenda agenda, Choices choices, Function<Machine, Services> services) {
        try {
            Class<?> type = Class.forName(handlerClass);
            this.handler = (RequestHandler<Object, Object>) type.getConstructor(Services.class)
                    .newInstance(services.apply(new SimulatedMachine(agenda, choices)));
            this.eventType = Events.typeOf(type);
        } catch (ReflectiveOperationException notAHandler) {
            throw new IllegalStateException(handlerClass, notAHandler);
        }
    }

    /// @param event as JSON
    void handle(String event, Context context) {
        handler.handleRequest(Events.read(eventType, event), context);
    }

    private static final class SimulatedMachine implements Machine {
        private final Agenda agenda;
        private final Choices choices;
        private final Duration clockIsOff;

        SimulatedMachine(Agenda agenda, Choices choices) {
            this.agenda = agenda;
            this.choices = choices;
            this.clockIsOff = Duration.ofMillis(choices.between(-CLOCK_IS_OFF_MILLIS, CLOCK_IS_OFF_MILLIS));
        }

        @Override
        public Instant now() {
            return agenda.now().plus(clockIsOff);
        }

        @Override
        public void pause(Duration longest) {
            running().pause(choices.upTo(longest));
        }

        private Invocation running() {
            Invocation running = agenda.running();
            if (running == null) {
                throw new IllegalStateException("No function runs");
            }
            return running;
        }

        @Override
        public <T> List<T> order(List<T> tasks) {
            List<T> left = new ArrayList<>(tasks);
            List<T> order = new ArrayList<>();
            while (!left.isEmpty()) {
                order.add(left.remove(choices.below(left.size())));
            }
            return order;
        }

        @Override
        public ExecutorService threads(int most) {
            return new ShuffledTasks(choices);
        }

        @Override
        public String uniqueId() {
            return agenda.uniqueId();
        }

        @Override
        public String secret() {
            String id = agenda.uniqueId();
            return "0".repeat(SECRET_CHARACTERS - id.length()) + id;
        }
    }
}
