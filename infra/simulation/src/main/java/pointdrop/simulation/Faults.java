package pointdrop.simulation;

import java.util.Optional;
import pointdrop.emulators.memory.Calls;

/// Decides what breaks at each call to AWS.
interface Faults {
    /// @param function that calls, by its name in template.yaml
    Optional<Fault> next(String function, Calls.Call call);

    /// What the seed picks.
    ///
    /// @param chance that a call breaks
    static Faults random(Choices choices, double chance) {
        Fault[] kinds = Fault.values();
        return (_, _) -> choices.fault(chance) ? Optional.of(kinds[choices.below(kinds.length)]) : Optional.empty();
    }
}
