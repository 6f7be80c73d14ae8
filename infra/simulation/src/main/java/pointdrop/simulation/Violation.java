package pointdrop.simulation;

/// A promise that was not kept.
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    static void require(boolean kept, String what, Object... arguments) {
        if (!kept) {
            throw new Violation(what.formatted(arguments));
        }
    }
}
