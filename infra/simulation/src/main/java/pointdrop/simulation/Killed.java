package pointdrop.simulation;

/// Ends the thread of a function that the platform has killed. No code of the function may catch it and go on.
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
