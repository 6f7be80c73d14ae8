package pointdrop.domain;

/// Ends the reading of a file that is turned away. It is thrown from deep inside a stream and caught in one place,
/// where
/// the import is closed as rejected.
public final class FileRejected extends RuntimeException {
    private final transient Rejection rejection;

    FileRejected(Rejection rejection) {
        super(rejection.message());
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
