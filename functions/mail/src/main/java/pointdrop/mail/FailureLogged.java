package pointdrop.mail;

/// Tells the platform that an invocation failed, so that it delivers the event again. The function's log says why.
public final class FailureLogged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailureLogged(RuntimeException failed) {
        super("It failed with " + failed.getClass().getSimpleName()
                + "; the line of this request with level ERROR says where", null,
                false, false);
    }
}
