package pointdrop.emulators.memory;

/// Ends the thread of a function that the platform has killed. No code of the function may catch it and go on.
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    public Killed() {
        super("killed", null, false, false);
    }
}
