package pointdrop.simulation;

/// What breaks at a call to AWS.
enum Fault {
    /// The request does not leave the function.
    NOT_SENT,
    /// The call takes effect, and its answer does not arrive.
    ANSWER_LOST,
    /// The connection breaks at once, and the request takes effect up to [pointdrop.storage.Clients#LONGEST_CALL] later.
    CONNECTION_LOST,
    /// The function is killed before the request leaves it.
    KILLED_BEFORE,
    /// The function is killed while the request is on its way; it takes effect up to [pointdrop.storage.Clients#LONGEST_CALL]
    /// later.
    KILLED_AFTER,
    /// A component between function and service sends the request a second time; the second answer arrives.
    SENT_TWICE,
    /// The service throttles this call, and most others for a while.
    THROTTLED,
    /// The service fails with status 500 after the call took effect.
    SERVER_ERROR,
    /// The request takes longer than the client waits for.
    SLOW,
    /// The function stands still before the request leaves it, as long as any lease or claim lasts, or until shortly before
    /// the platform kills it. The request is slow then.
    FROZEN
}
