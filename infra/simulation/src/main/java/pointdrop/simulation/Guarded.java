package pointdrop.simulation;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import pointdrop.emulators.memory.Calls;
import pointdrop.emulators.memory.Privileges;

/// Calls that a function makes only as far as template.yaml allows it.
///
/// @param privileges by function
record Guarded(Agenda agenda, Map<String, Privileges> privileges, Calls network) implements Calls {
    @Override
    public <T> T make(Call call, Supplier<T> effect) {
        Invocation running = agenda.running();
        Calls calls = running == null
                ? network
                : Objects.requireNonNull(privileges.get(running.function())).guard(network);
        return calls.make(call, effect);
    }
}
