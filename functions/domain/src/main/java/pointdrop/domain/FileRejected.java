package pointdrop.domain;

/// Thrown where a file or a request for an export is rejected, often from deep inside a stream. It is caught in one place,
/// where the entry is closed as `REJECTED`.
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
