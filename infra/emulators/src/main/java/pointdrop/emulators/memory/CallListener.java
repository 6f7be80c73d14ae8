package pointdrop.emulators.memory;

import pointdrop.emulators.memory.Calls.Call;

/// What a test does before and after each call of a client. What it throws, the caller sees instead of the answer.
public interface CallListener {
    /// Before the call takes effect.
    default void before(Call call) {}

    /// After the call took effect; not after one that was refused.
    default void after(Call call) {}
}
