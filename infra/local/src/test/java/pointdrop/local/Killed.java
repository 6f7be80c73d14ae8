package pointdrop.local;

/// The end of a process: it makes no call any more, and no code may catch it and go on.
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
