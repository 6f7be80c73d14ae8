package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.memory.Calls;
import pointdrop.emulators.memory.Killed;
import pointdrop.storage.Clients;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The way between functions and AWS. Each call takes a while there and back, other invocations go on meanwhile, and what the
/// faults say breaks. Calls that no function makes are undisturbed.
final class Network implements Calls {
    /// A call is given up by its client after [Clients#LONGEST_CALL]; what is under way then has taken effect by then.
    private static final Duration SLOWEST = Clients.LONGEST_CALL.minusMillis(1);
    private static final Duration USUAL = Duration.ofMillis(20);
    /// Of another program, on the item that a function writes.
    private static final List<Double> ITEM_IS_IN_TRANSACTION = List.of(0.0, 0.0, 0.05);
    private static final Duration LONGEST_THROTTLING = Duration.ofSeconds(30);
    /// Longer than a lease: the timeout of the slowest function and the margins.
    private static final Duration LONGEST_FREEZE = Duration.ofMinutes(20);

    private final Agenda agenda;
    private final Choices choices;
    private final Faults faults;
    private final Story story;
    private final double itemIsInTransaction;
    private Runnable meanwhile = () -> {};
    private Consumer<Sent> effects = _ -> {};
    private @Nullable Sent arriving;
    private final Map<String, Instant> throttledUntil = new HashMap<>();

    Network(Agenda agenda, Choices choices, Faults faults, Story story) {
        this.agenda = agenda;
        this.choices = choices;
        this.faults = faults;
        this.story = story;
        this.itemIsInTransaction = choices.of(ITEM_IS_IN_TRANSACTION);
    }

    /// @param meanwhile what others do while a call is on its way
    void meanwhile(Runnable meanwhile) {
        this.meanwhile = meanwhile;
    }

    /// @param effects told of each call that a function made when it takes effect, which may be after the function has ended
    void onEffect(Consumer<Sent> effects) {
        this.effects = this.effects.andThen(effects);
    }

    /// The call that takes effect now; null where no function made it.
    @Nullable
    Sent arriving() {
        return arriving;
    }

    /// What a service answered, once it did.
    private static final class Answer<T> {
        private @Nullable T value;
        private @Nullable RuntimeException refusal;

        void take(Supplier<T> effect) {
            try {
                value = effect.get();
                refusal = null;
            } catch (AwsServiceException refused) {
                refusal = refused;
            }
        }

        T get() {
            if (refusal != null) {
                throw refusal;
            }
            return java.util.Objects.requireNonNull(value);
        }

        String text() {
            return refusal == null ? "" : refusal.getClass().getSimpleName();
        }
    }

    @Override
    public <T> T make(Call call, Supplier<T> effect) {
        Invocation invocation = agenda.running();
        if (invocation == null) {
            return effect.get();
        }
        invocation.requireAlive();
        Violation.require(!agenda.now().plus(Clients.LONGEST_CALL).isAfter(invocation.end()),
                "%s begins %s so late that it may be killed meanwhile", invocation.name(), call);
        meanwhile.run();
        Instant begun = agenda.now();
        Answer<T> answer = new Answer<>();
        Request<T> request = new Request<>(new Sent(invocation, invocation.nextCall(), call), effect, answer);
        String outcome = "killed";
        try {
            outcome = faults.next(invocation.function(), call).map(fault -> {
                broken(fault, request);
                return fault + " " + answer.text();
            }).orElseGet(() -> {
                undisturbed(request);
                return answer.text();
            });
            return answer.get();
        } catch (Killed killed) {
            throw killed;
        } catch (RuntimeException failed) {
            outcome = failed.getClass().getSimpleName() + " " + failed.getMessage();
            throw failed;
        } finally {
            story.add(begun, invocation.name(), call.toString(), outcome);
        }
    }

    /// A call of a function.
    ///
    /// @param number of the function's calls
    record Sent(Invocation sender, int number, Call call) {}

    /// A request on its way, and its answer.
    private record Request<T>(Sent sent, Supplier<T> effect, Answer<T> answer) {}

    private <T> void undisturbed(Request<T> request) {
        Call call = request.sent().call();
        Invocation invocation = request.sent().sender();
        if (agenda.now().isBefore(throttledUntil.getOrDefault(call.target(), Agenda.START)) && !choices.oneIn(4)) {
            invocation.pause(choices.upTo(USUAL));
            throw AwsErrors.throttled(call);
        }
        if (call.operation().equals("UpdateItem") && choices.fault(itemIsInTransaction)) {
            invocation.pause(choices.upTo(USUAL));
            throw AwsErrors.inTransaction();
        }
        send(request, USUAL);
        invocation.pauseUntil(agenda.now().plus(USUAL).plus(choices.upTo(USUAL)));
    }

    /// The request arrives after some time and takes effect, whatever has become of its sender.
    private <T> void send(Request<T> request, Duration longest) {
        agenda.after(choices.upTo(longest), () -> {
            arriving = request.sent();
            effects.accept(request.sent());
            request.answer().take(request.effect());
            arriving = null;
        });
    }

    private <T> void broken(Fault fault, Request<T> request) {
        Call call = request.sent().call();
        Invocation invocation = request.sent().sender();
        invocation.breaksAt(request.sent().number());
        switch (fault) {
            case NOT_SENT -> {
                invocation.pause(choices.upTo(SLOWEST));
                throw SdkClientException.create("Not sent");
            }
            case ANSWER_LOST -> {
                send(request, USUAL);
                invocation.pause(USUAL.plus(choices.upTo(SLOWEST.minus(USUAL))));
                throw SdkClientException.create("No answer");
            }
            case CONNECTION_LOST -> {
                send(request, SLOWEST);
                invocation.pause(choices.upTo(USUAL));
                throw SdkClientException.create("Connection reset");
            }
            case KILLED_BEFORE -> throw invocation.killItself();
            case KILLED_AFTER -> {
                send(request, SLOWEST);
                throw invocation.killItself();
            }
            case SENT_TWICE -> {
                send(request, USUAL);
                invocation.pause(USUAL);
                send(request, USUAL);
                invocation.pause(USUAL.plusMillis(1));
            }
            case THROTTLED -> {
                throttledUntil.put(call.target(), agenda.now().plus(choices.upTo(LONGEST_THROTTLING)));
                invocation.pause(choices.upTo(USUAL));
                throw AwsErrors.throttled(call);
            }
            case SERVER_ERROR -> {
                send(request, USUAL);
                invocation.pause(USUAL.plusMillis(1));
                throw AwsErrors.serverError(call);
            }
            case SLOW -> {
                send(request, SLOWEST);
                invocation.pause(Clients.LONGEST_CALL);
                throw SdkClientException.create("No answer within " + Clients.LONGEST_CALL);
            }
            case FROZEN -> {
                invocation.pauseUntil(choices.oneIn(2)
                        ? invocation.end().minus(choices.upTo(Clients.LONGEST_CALL))
                        : agenda.now().plus(choices.anyUpTo(LONGEST_FREEZE)));
                send(request, SLOWEST);
                invocation.pause(Clients.LONGEST_CALL);
                throw SdkClientException.create("No answer within " + Clients.LONGEST_CALL);
            }
        }
    }
}
