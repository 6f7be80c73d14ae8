package pointdrop.simulation;

import java.util.Optional;

/// Decides what breaks at each call to AWS.
interface Faults {
    Optional<Fault> next(Calls.Call call);

    /// Nothing breaks.
    static Faults none() {
        return _ -> Optional.empty();
    }

    /// What the seed picks.
    ///
    /// @param chance that a call breaks
    static Faults random(Choices choices, double chance) {
        Fault[] kinds = Fault.values();
        return _ -> choices.fault(chance) ? Optional.of(kinds[choices.below(kinds.length)]) : Optional.empty();
    }
}
